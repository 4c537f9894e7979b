package pairmill.cli.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import pairmill.cli.Exit;
import pairmill.cli.Inputs;
import pairmill.cli.LocalRun;
import pairmill.cli.RemoteFile;
import pairmill.cli.RunOptions;
import pairmill.cli.demo.SampleArchive;
import pairmill.filter.Rules;
import pairmill.run.ImagesFrom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill demo`: the whole journey on an archive that the program draws itself.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Draws a sample archive and mills it, without any network.",
    footer = {"", "Example: pairmill demo"})
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pairmill-demo",
      description = "Folder of the run (default: ./${DEFAULT-VALUE}).")
  Path out;

  @Option(
      names = "--keep-images",
      description = "Keep the pictures as webdataset tars in DIR/samples.")
  boolean keepImages;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Path archive = out.resolve("sample.warc.gz");
    if (!Files.exists(archive)) {
      Files.createDirectories(out);
      err.println("Drawing a sample archive: " + archive);
      SampleArchive.write(archive);
    }
    RunOptions options = RunOptions.usual();
    options.out = out;
    options.making.keepImages = keepImages;
    Inputs inputs = Inputs.find(List.of(archive.toString()), Inputs.ARCHIVES, new RemoteFile(out));
    int code =
        LocalRun.of(options, spec.commandLine()).run(inputs, Rules.DEFAULT, ImagesFrom.ARCHIVE);
    if (code <= Exit.DAMAGE) {
      err.println("Next: pairmill inspect " + out + ", or pairmill run --help");
    }
    // The sample's damage is drawn on purpose.
    return code == Exit.DAMAGE ? Exit.DONE : code;
  }
}
