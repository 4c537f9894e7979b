package pairmill.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.ModelOptions;
import pairmill.cli.TextTable;
import pairmill.models.Model;
import pairmill.models.ModelCheck;
import pairmill.models.ModelShelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill models verify`: are the files of the models what their cards say?
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compares the files of models with their cards, byte for byte.",
    footer = {"", "Example: pairmill models verify clip-vit-b32"})
public final class ModelsVerifyCommand implements Callable<Integer> {
  private static final int LONGEST = 200;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Models (default: all of which a file is here).")
  List<String> names = List.of();

  @Mixin ModelOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelShelf shelf = options.shelf();
    TextTable table = new TextTable(LONGEST, "lll");
    Set<String> bad = new LinkedHashSet<>();
    int files = 0;
    int wrong = 0;
    for (Model model : models(shelf)) {
      for (ModelCheck check : ModelCheck.of(shelf, model)) {
        files++;
        if (check.state() != ModelCheck.State.OK) {
          wrong++;
          bad.add(model.name());
        }
        String name = model.name() + "/" + check.file().name();
        table.row(check.state().label(), name, check.sentence());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    out.println(
        bad.isEmpty()
            ? "Nothing is damaged or missing."
            : "%d of %d files are damaged or missing. To bring them: pairmill models fetch%s %s"
                .formatted(wrong, files, options.flag(), String.join(" ", bad)));
    out.flush();
    return bad.isEmpty() ? Exit.DONE : Exit.DAMAGE;
  }

  private List<Model> models(ModelShelf shelf) throws IOException {
    if (!names.isEmpty()) {
      return ModelNames.find(shelf, names);
    }
    List<Model> present = new ArrayList<>(shelf.cards());
    present.removeIf(model -> shelf.presence(model) == ModelShelf.Presence.ABSENT);
    return present;
  }
}
