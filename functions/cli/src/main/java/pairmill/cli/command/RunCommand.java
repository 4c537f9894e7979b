package pairmill.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.Inputs;
import pairmill.cli.LocalRun;
import pairmill.cli.RemoteFile;
import pairmill.cli.RunOptions;
import pairmill.filter.Rules;
import pairmill.run.ImagesFrom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pairmill run`: from archives to a dataset.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Turns web archives into an image-text dataset.",
    footer = {"", "Example: pairmill run --images archive --out my-run crawl.warc.gz"})
public final class RunCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "WARC, WAT or ARC files, plain or compressed; a folder; an https:// address; @LIST; - for standard input.")
  List<String> inputs;

  @Option(
      names = "--images",
      paramLabel = "FROM",
      defaultValue = "web",
      converter = ImagesFromConverter.class,
      description =
          "Where pictures come from: web; archive, image responses in the same inputs; none (default: ${DEFAULT-VALUE}).")
  ImagesFrom images;

  @Option(
      names = "--rules",
      paramLabel = "NAME",
      defaultValue = "default",
      converter = RulesConverter.class,
      description =
          "Which pairs are taken: default; laion5b, as published; raw, no filter (default: ${DEFAULT-VALUE}).")
  Rules rules;

  @Mixin RunOptions options;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    options.check();
    Inputs found =
        Inputs.find(inputs, Inputs.ARCHIVES, new RemoteFile(options.out.resolve("incoming")));
    return LocalRun.of(options, spec.commandLine()).run(found, rules, images);
  }
}
