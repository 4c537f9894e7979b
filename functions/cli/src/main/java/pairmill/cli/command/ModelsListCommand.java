package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.ModelOptions;
import pairmill.cli.ModelSizes;
import pairmill.cli.TextTable;
import pairmill.models.Model;
import pairmill.models.ModelShelf;
import pairmill.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill models list`: which models there are, and which of them are here.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the models that are known, and those in the folder of the models.",
    footer = {"", "Example: pairmill models list"})
public final class ModelsListCommand implements Callable<Integer> {
  private static final int LONGEST = 100;

  @Mixin ModelOptions options;

  @Option(names = "--json", description = "The cards as a JSON array.")
  boolean json;

  @Spec CommandSpec spec;

  /// A model in a listing for machines.
  ///
  /// @param presence `bundled`, `here`, `partly` or `absent`
  record Listed(String presence, Model model) {}

  @Override
  public Integer call() throws IOException {
    ModelShelf shelf = options.shelf();
    List<Listed> models = new ArrayList<>();
    for (Model model : shelf.cards()) {
      models.add(new Listed(shelf.presence(model).label(), model));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? new String(Json.bytes(models), StandardCharsets.UTF_8) : text(shelf, models));
    out.flush();
    return Exit.DONE;
  }

  private static String text(ModelShelf shelf, List<Listed> models) {
    TextTable table = new TextTable(LONGEST, "lllrll");
    table.row("model", "for", "is", "size", "licence", "what");
    for (Listed listed : models) {
      Model model = listed.model();
      table.row(
          model.name(),
          model.role().label(),
          listed.presence(),
          ModelSizes.text(model.files()),
          model.licence(),
          model.about());
    }
    return table + "\nThe folder of the models is " + shelf.cache() + ".\n";
  }
}
