package pairmill.explorer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.find.ClipModel;
import pairmill.explorer.index.Index;
import pairmill.explorer.index.Mark;
import pairmill.explorer.index.Source;
import pairmill.explorer.safe.Hosts;
import pairmill.store.Scratch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pairmill explore PATH...`: shows a dataset in the browser until the process ends.
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description = "Shows a dataset in the browser.",
    footer = {"", "Example: pairmill explore pairmill-out"})
final class ExploreCommand implements Callable<Integer> {
  private static final int PORT = 7750;

  @Mixin private IndexOptions options;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + PORT,
      description = "Port to listen on; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on. Default: ${DEFAULT-VALUE}, which only this machine reaches.")
  private String host;

  @Option(
      names = "--name",
      paramLabel = "HOST",
      description =
          "A name that visitors may call this site by, where others reach it; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "The CLIP model that made the embeddings, by name or folder, for /search and /similar; by default the one that the manifest names.")
  private @Nullable String model;

  @Option(names = "--no-browser", description = "Opens no browser.")
  private boolean noBrowser;

  @Spec private CommandSpec spec;

  private final @Nullable Consumer<String> ready;

  ExploreCommand() {
    this(null);
  }

  /// @param ready is told the address of the site once pages are answered, in place of the visitor
  ExploreCommand(@Nullable Consumer<String> ready) {
    this.ready = ready;
  }

  @Override
  public Integer call() throws IOException {
    InetAddress address = address();
    int free = freePort(address);
    Mark mark = options.build(spec.commandLine().getErr());
    mark.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
    Path spill = spill();
    Path first = options.first();
    Index index = Index.open(options.folder(), mark, spill);
    boolean local = address.isLoopbackAddress();
    Hosts.allow(host, names);
    String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + free + "/";
    System.setProperty("quarkus.http.host", host);
    System.setProperty("quarkus.http.port", Integer.toString(free));
    Explored dataset = Explored.of(first, Source.dataset(first), index, options.removals, local);
    try (Explored served = model == null ? dataset : dataset.searchedBy(new ClipModel(model))) {
      Site.serve(served, () -> tell(url, local));
    }
    return 0;
  }

  // The process is ended from outside, so only a hook runs at its end.
  private static Path spill() throws IOException {
    Path folder = Files.createTempDirectory("pairmill-explore");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                Scratch.remove(folder);
              } catch (IOException _) {
                // the system empties its folder of temporary files
              }
            }));
    return folder;
  }

  private void tell(String url, boolean local) {
    if (ready != null) {
      ready.accept(url);
      return;
    }
    spec.commandLine().getOut().println(url);
    if (local && !noBrowser) {
      Browser.open(url);
    }
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("--host: '" + host + "' is no address of this machine", e);
    }
  }

  // Quarkus would say it in a page of text.
  private int freePort(InetAddress address) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port: " + port + " is no port from 0 to 65535");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "%s:%d cannot be listened on: %s; --port 0 takes any that is free"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }
}
