package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;

/// What the dataset says of itself: its README.md as text, its licence, and what its manifest says
/// made it.
@ApplicationScoped
public final class Card implements Page {
  private static final int MOST = 256 << 10;
  private static final Pattern FRONT = Pattern.compile("\\A---\\R(.*?)\\R---", Pattern.DOTALL);
  private static final Pattern LICENCE =
      Pattern.compile("^license(?:_name)?: *(.+)$", Pattern.MULTILINE);

  // What a spec of a manifest says in one word each.
  private static final List<String> SPEC =
      List.of(
          "software",
          "rules",
          "images",
          "decoder",
          "detector",
          "buckets",
          "hostCap",
          "maxBytes",
          "keepImages",
          "keepEmbeddings",
          "removals",
          "suspicious");

  private final Explored explored;

  @Inject
  Card(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "card";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    JsonNode manifest = explored.manifest();
    Optional<String> readme =
        DatasetFile.read(explored.folder(), "README.md", MOST).map(Card::lines);
    List<List<@Nullable Object>> facts = new ArrayList<>();
    readme.ifPresent(text -> facts.addAll(licence(text)));
    facts.addAll(made(manifest));
    facts.addAll(scorer(manifest.path("spec").path("scorer")));
    return Answer.of(
            "About this dataset",
            readme.isPresent()
                ? "What the dataset says of itself."
                : "There is no README.md beside these files, so the dataset has no card.",
            Table.of(List.of(text("what", "What"), text("value", "Value")), facts))
        .in("card")
        .with("readme", readme.orElse(""))
        .with("cut", readme.orElse("").length() >= MOST)
        .with("manifest", !manifest.isMissingNode())
        .with("croissant", DatasetFile.read(explored.folder(), Croissant.NAME, 1).isPresent());
  }

  /// Lines of text, without what is no character of one.
  private static String lines(byte[] bytes) {
    return new String(bytes, UTF_8)
        .replaceAll("\r\n?", "\n")
        .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
  }

  private static List<List<@Nullable Object>> licence(String readme) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Matcher front = FRONT.matcher(readme);
    if (front.find()) {
      Matcher licence = LICENCE.matcher(front.group(1));
      while (licence.find()) {
        rows.add(row("licence", licence.group(1).strip()));
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> made(JsonNode manifest) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String name : SPEC) {
      add(rows, name, manifest.path("spec").path(name));
    }
    if (manifest.path("inputs").isArray()) {
      rows.add(row("archives", Show.count(manifest.path("inputs").size())));
    }
    for (String name : List.of("records", "pages", "damage", "rows")) {
      add(rows, name, manifest.path(name));
    }
    if (manifest.path("files").isArray()) {
      rows.add(row("files", Show.count(manifest.path("files").size())));
    }
    return rows;
  }

  private static List<List<@Nullable Object>> scorer(JsonNode scorer) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    add(rows, "scorer", scorer.path("name"));
    add(rows, "runtime", scorer.path("runtime"));
    scorer
        .path("thresholds")
        .properties()
        .forEach(split -> add(rows, "threshold of " + split.getKey(), split.getValue()));
    for (JsonNode model : scorer.path("models")) {
      String fills = words(model.path("fills"));
      add(rows, "model of " + fills, model.path("model"));
      add(rows, "its file", model.path("file"));
      add(rows, "its SHA-256", model.path("sha256"));
    }
    return rows;
  }

  private static void add(List<List<@Nullable Object>> rows, String name, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      rows.add(row(name, value.isIntegralNumber() ? Show.count(value.asLong()) : words(value)));
    }
  }

  /// A text as it is, a list with commas, and anything else as JSON.
  private static String words(JsonNode value) {
    if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(one -> all.add(words(one)));
      return String.join(", ", all);
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
