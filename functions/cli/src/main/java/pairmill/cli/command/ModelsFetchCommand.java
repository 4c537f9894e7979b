package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import pairmill.cli.Exit;
import pairmill.cli.FetchLine;
import pairmill.cli.ModelColumns;
import pairmill.cli.ModelOptions;
import pairmill.cli.ModelSizes;
import pairmill.cli.Software;
import pairmill.cli.TextTable;
import pairmill.cli.WrongUseException;
import pairmill.models.Hub;
import pairmill.models.LocalOrigin;
import pairmill.models.Model;
import pairmill.models.ModelFetch;
import pairmill.models.ModelFile;
import pairmill.models.ModelShelf;
import pairmill.models.Origin;
import pairmill.models.OriginException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill models fetch`: brings models to this machine.
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Brings models to this machine, and goes on with what is half here.",
    footer = {"", "Example: pairmill models fetch clip-vit-b32"})
public final class ModelsFetchCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LONGEST =
      1_500; // a source may be long, and nobody can fetch half of one

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Models (default: clip-vit-b32 and what goes with it).")
  List<String> names = List.of();

  @Mixin ModelOptions options;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "A hub to fetch from (default: HF_ENDPOINT, or " + Hub.USUAL + ").")
  @Nullable String mirror;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Take files from a folder, as MODEL/FILE or OWNER/NAME/PATH, and ask no hub.")
  @Nullable Path from;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ModelShelf shelf = options.shelf();
    List<Model> models = ModelNames.find(shelf, names.isEmpty() ? ModelColumns.USUAL : names);
    PrintWriter out = spec.commandLine().getOut();
    FetchLine line = FetchLine.open(out);
    try (Origin origin = origin()) {
      out.print(plan(shelf, models, origin));
      out.flush();
      ModelFetch fetch = new ModelFetch(shelf, origin, line);
      for (Model model : models) {
        if (shelf.presence(model) == ModelShelf.Presence.BUNDLED) {
          out.println(model.name() + ": comes with the program");
        } else {
          fetch.fetch(model);
        }
      }
      return Exit.DONE;
    } catch (OriginException e) {
      line.clear();
      PrintWriter err = spec.commandLine().getErr();
      err.println(spec.qualifiedName() + ": " + e.getMessage());
      err.print(advice(shelf, models));
      err.flush();
      return Exit.MACHINE;
    }
  }

  private Origin origin() {
    if (from != null && mirror != null) {
      throw new WrongUseException("--mirror and --from exclude each other");
    }
    if (from != null) {
      if (!Files.isDirectory(from)) {
        throw new WrongUseException("--from " + from + ": no such folder");
      }
      return new LocalOrigin(from);
    }
    String environment = System.getenv().getOrDefault("HF_ENDPOINT", "");
    String hub = mirror != null ? mirror : environment.isEmpty() ? Hub.USUAL : environment;
    try {
      return new Hub(hub, "Pairmill/" + Software.VERSION, PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  private String plan(ModelShelf shelf, List<Model> models, Origin origin) {
    List<ModelFile> missing = new ArrayList<>();
    String table = missing(shelf, models, missing);
    return missing.isEmpty()
        ? "Nothing is missing in %s; what is here is compared with its card.\n"
            .formatted(shelf.cache())
        : "Fetching from %s to %s (%s):\n%s"
            .formatted(origin.name(), shelf.cache(), ModelSizes.text(missing), table);
  }

  private static String missing(ModelShelf shelf, List<Model> models, List<ModelFile> missing) {
    TextTable table = new TextTable(LONGEST, "lrll");
    for (Model model : models) {
      for (ModelFile file : model.files()) {
        if (shelf.presence(model) != ModelShelf.Presence.BUNDLED && !shelf.holds(model, file)) {
          missing.add(file);
          ModelFile.Source source = file.source();
          table.row(
              "  " + model.name() + "/" + file.name(),
              ModelSizes.text(List.of(file)),
              model.licence(),
              source == null ? "by hand" : source.resolved());
        }
      }
    }
    return table.toString();
  }

  private String advice(ModelShelf shelf, List<Model> models) {
    List<ModelFile> missing = new ArrayList<>();
    String table = missing(shelf, models, missing);
    String arguments = options.flag() + (names.isEmpty() ? "" : " " + String.join(" ", names));
    return """
    Missing in %s (%s):
    %sFrom a mirror that has them at these paths:
      pairmill models fetch --mirror https://HOST%s
    From a folder that has them as MODEL/FILE or OWNER/NAME/PATH:
      pairmill models fetch --from DIR%s
    """
        .formatted(shelf.cache(), ModelSizes.text(missing), table, arguments, arguments);
  }
}
