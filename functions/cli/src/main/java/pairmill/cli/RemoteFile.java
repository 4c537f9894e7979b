package pairmill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pairmill.cli.aws.S3File;
import pairmill.store.Digest;

/// Brings archives that are not on this machine, and standard input, into a folder.
///
/// @param folder where they are kept, each address in a folder of its own; a file that is there
///   already is not brought again
/// @param patience for how long a server may send nothing
public record RemoteFile(Path folder, Duration patience) implements Inputs.Remote {
  private static final String STDIN = "-";
  private static final String S3 = "s3://";
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);
  private static final int HASH_DIGITS = 16;

  /// A folder that is filled with the usual patience.
  public RemoteFile(Path folder) {
    this(folder, USUAL_PATIENCE);
  }

  @Override
  public Path bring(String address) throws IOException, InterruptedException {
    if (address.equals(STDIN)) {
      return keep(
          folder.resolve("stdin"),
          part -> Files.copy(System.in, part, StandardCopyOption.REPLACE_EXISTING));
    }
    if (address.startsWith(S3)) {
      String name = S3File.name(address);
      return keep(address, name, part -> S3File.copy(address, part));
    }
    URI uri = uri(address);
    return keep(address, name(uri), part -> get(uri, part));
  }

  private Path keep(String address, String name, Filling filling)
      throws IOException, InterruptedException {
    String hash = Digest.sha256(address.getBytes(UTF_8)).substring(0, HASH_DIGITS);
    Path target = folder.resolve(hash).resolve(name);
    return Files.exists(target) ? target.toRealPath() : keep(target, filling);
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new WrongUseException(address + ": no address of the web");
  }

  // As it stands in the address: decoded, it might be a path.
  private static String name(URI uri) {
    String path = uri.getRawPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty() || name.startsWith(".")) {
      throw new WrongUseException(uri + ": the address names no file");
    }
    return name;
  }

  private interface Filling {
    void fill(Path file) throws IOException, InterruptedException;
  }

  private static Path keep(Path target, Filling filling) throws IOException, InterruptedException {
    Path into = Files.createDirectories(target.toAbsolutePath().getParent());
    Path part = Files.createTempFile(into, "", ".part");
    try {
      filling.fill(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    return target.toRealPath();
  }

  private void get(URI uri, Path file) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("User-Agent", "Pairmill/" + Software.VERSION).build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      int status =
          await(client.sendAsync(request, HttpResponse.BodyHandlers.ofFile(file)), uri, file);
      if (status != 200) {
        throw new IOException(uri + ": the server answered " + status);
      }
    }
  }

  // The file grows as long as the server sends.
  private int await(CompletableFuture<? extends HttpResponse<?>> answer, URI uri, Path file)
      throws IOException, InterruptedException {
    long seen = 0;
    try {
      while (true) {
        try {
          return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
          long size = Files.size(file);
          if (size == seen) {
            throw new IOException(
                "%s: the server sent nothing for %d s".formatted(uri, patience.toSeconds()), e);
          }
          seen = size;
        }
      }
    } catch (ExecutionException e) {
      throw new IOException(uri + ": " + reason(e), e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
