package pairmill.dataset;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pairmill.pair.Split;
import pairmill.run.RunSpec;

/// `README.md`: the dataset card, with the front matter that the Hugging Face hub reads.
final class DatasetCard {
  private DatasetCard() {}

  static String of(Manifest manifest) {
    return frontMatter(manifest) + body(manifest);
  }

  private static String frontMatter(Manifest manifest) {
    StringBuilder yaml =
        new StringBuilder("---\npretty_name: Image-text pairs from web archives\n");
    yaml.append("license: other\nlicense_name: metadata-only\nlicense_link: README.md#rights\n");
    List<String> told =
        manifest.languages().keySet().stream().filter(code -> !code.isEmpty()).toList();
    if (!told.isEmpty()) {
      yaml.append("language:\n");
      told.forEach(code -> yaml.append("- '").append(code).append("'\n")); // bare, `no` means false
    }
    yaml.append(
        "task_categories:\n- image-to-text\n- text-to-image\n- zero-shot-image-classification\n");
    yaml.append("size_categories:\n- ").append(sizeCategory(manifest.rows())).append("\n");
    yaml.append("tags:\n- image-text\n- web-archive\n");
    yaml.append("configs:\n- config_name: default\n  default: true\n  data_files:\n");
    for (Split split : Split.values()) {
      yaml.append(
          "  - split: %s\n    path: %s/*.parquet\n".formatted(split.label(), split.label()));
    }
    yaml.append(
        "- config_name: rejected\n  data_files:\n  - split: rejected\n    path: rejected/*.parquet\n");
    return yaml.append("---\n\n").toString();
  }

  private static String sizeCategory(long rows) {
    String[] names = {
      "n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M", "100M<n<1B", "n>1B"
    };
    long bound = 1_000;
    for (int i = 0; i < names.length - 1; i++, bound *= 10) {
      if (rows < bound) {
        return names[i];
      }
    }
    return names[names.length - 1];
  }

  private static String body(Manifest manifest) {
    RunSpec spec = manifest.spec();
    return """
    # Image-text pairs from web archives

    %s pairs of an image URL and its alt text, found in %s archives. The pictures themselves are not part of \
    this dataset: each row names the address its picture was found at.

    ## How it was made

    | | |
    |---|---|
    | software | %s |
    | rules | `%s` |
    | pictures | %s |
    | language | %s |
    | scores | %s |

    ## What became of the pairs

    | stage | in | out | refused |
    |---|---:|---:|---|
    %s

    Every refused pair is counted under one reason; `rejected/` has the rows that were refused from the \
    download onward, `examples.json` a few of the others.

    ## Rows

    %s

    ## Columns

    `manifest.json` lists the files with their SHA-256, `croissant.json` describes every column.

    ## Rights

    Captions and pictures belong to their owners; `license` is a signal found on the page, no statement \
    about the picture. Who wants to be left out can ask whoever published this dataset; a removal list \
    given to the next run takes the rows out.
    """
        .formatted(
            number(manifest.rows()),
            number(manifest.inputs().size()),
            spec.software(),
            spec.rules().label(),
            pictures(spec),
            spec.detector() == null ? "not told" : spec.detector(),
            spec.scorer() == null ? "none: no model" : spec.scorer().name(),
            manifest.funnel().stages().stream()
                .map(DatasetCard::row)
                .collect(Collectors.joining("\n")),
            languages(manifest));
  }

  private static String pictures(RunSpec spec) {
    return switch (spec.images()) {
      case WEB -> "asked for at their addresses, decoded by " + spec.decoder();
      case ARCHIVE -> "read from the same archives, decoded by " + spec.decoder();
      case NONE -> "not looked at";
    };
  }

  private static String row(Funnel.Step step) {
    String refused =
        step.refused().entrySet().stream()
            .map(e -> "%s %s".formatted(number(e.getValue()), e.getKey()))
            .collect(Collectors.joining(", "));
    String note = step.note() == null ? "" : "(" + step.note() + ")";
    return "| %s | %s | %s | %s |"
        .formatted(
            step.stage().label(),
            number(step.in()),
            number(step.out()),
            (refused + " " + note).strip());
  }

  private static String languages(Manifest manifest) {
    if (manifest.languages().isEmpty()) {
      return "None.";
    }
    return manifest.languages().entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .limit(20)
        .map(e ->
            "%s %s"
                .formatted(
                    e.getKey().isEmpty() ? "no language told" : e.getKey(), number(e.getValue())))
        .collect(Collectors.joining(", ", "By language: ", "."));
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
