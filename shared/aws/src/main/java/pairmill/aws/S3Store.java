package pairmill.aws;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import pairmill.cost.Billing;
import pairmill.cost.Cost;
import pairmill.cost.Machine;
import pairmill.store.Draft;
import pairmill.store.LocalFile;
import pairmill.store.Scratch;
import pairmill.store.Store;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A store in a bucket, or below a prefix of its keys.
///
/// What S3 refuses for the moment is asked again, more and more slowly; what it goes on refusing is
/// an [IOException] with bucket and key. Each store has a client of its own, so that a bucket that
/// is shared with the world slows nothing else down.
///
/// Drafts, local files and scratch folders are on this machine, and gone when the store is closed.
public final class S3Store implements Store, Closeable {
  private static final Comparator<String> BY_UTF8 =
      Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final S3Client client;
  private final S3Address root;
  private final S3Upload upload;
  private final Scratch files;
  private final S3Requests requests;

  S3Store(S3Client client, S3Requests requests, S3Address root, long partBytes, Path folder)
      throws IOException {
    this.client = client;
    this.requests = requests;
    this.root = root.folder();
    this.upload = new S3Upload(client, partBytes);
    Files.createDirectories(folder);
    this.files = new Scratch(Files.createTempDirectory(folder, "s3-"));
  }

  /// Opens a bucket, which is not asked for anything yet.
  ///
  /// @param root the bucket, and the folder of it that holds the store: `s3://bucket/folder`
  /// @param folder for drafts and local files: needs room for the largest objects
  public static S3Store open(Aws aws, S3Address root, Path folder) throws IOException {
    S3Requests requests = new S3Requests();
    return new S3Store(aws.s3(requests), requests, root, S3Upload.PART_BYTES, folder);
  }

  /// Says what tasks on a machine cost that work with this store.
  public Billing billing(Machine machine) {
    return () -> {
      long reads = requests.reads();
      long writes = requests.writes();
      return seconds ->
          Cost.of(machine, seconds, requests.reads() - reads, requests.writes() - writes);
    };
  }

  private static <T> T ask(S3Address object, String problem, Supplier<T> question)
      throws IOException {
    try {
      return question.get();
    } catch (SdkException e) {
      throw Failures.of(object, problem, e);
    }
  }

  @Override
  public InputStream open(String key) throws IOException {
    return S3Reading.whole(client, root.object(key));
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset of " + offset + " in " + key);
    }
    return S3Reading.from(client, root.object(key), offset);
  }

  private Path file() throws IOException {
    return Files.createTempFile(files.folder(), "", "");
  }

  @Override
  public LocalFile local(String key) throws IOException {
    S3Address object = root.object(key);
    Path path;
    try (S3Reading in = S3Reading.whole(client, object)) {
      path = file();
      try {
        download(in, path, object);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(path);
        throw e;
      }
    }
    return new LocalFile() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void close() throws IOException {
        Files.deleteIfExists(path);
      }
    };
  }

  private static void download(S3Reading in, Path path, S3Address object) throws IOException {
    long promised = in.size();
    try (var out = Files.newOutputStream(path)) {
      in.transferTo(out);
    }
    if (Files.size(path) != promised) {
      throw new IOException(
          "[%s] %,d bytes arrived of %,d".formatted(object, Files.size(path), promised));
    }
  }

  @Override
  public Draft create(String key) throws IOException {
    S3Address object = root.object(key);
    return new S3Draft(file(), object, ContentTag.of(key), upload);
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createTempDirectory(files.folder(), "scratch-");
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    S3Address object = root.object(key);
    ask(
        object,
        "cannot be written",
        () ->
            client.putObject(
                p -> p.bucket(object.bucket()).key(object.key()), RequestBody.fromBytes(bytes)));
  }

  @Override
  public boolean commit(String key, byte[] bytes) throws IOException {
    S3Address object = root.object(key);
    try {
      client.putObject(
          p -> p.bucket(object.bucket()).key(object.key()).ifNoneMatch("*"),
          RequestBody.fromBytes(bytes));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 412) {
        // What is there may be ours: S3 wrote it, and its answer was lost.
        return e.numAttempts() > 1 && Arrays.equals(bytes, read(key));
      }
      throw Failures.of(object, "cannot be written", e);
    } catch (SdkException e) {
      throw Failures.of(object, "cannot be written", e);
    }
  }

  @Override
  public long size(String key) throws IOException {
    S3Address object = root.object(key);
    return ask(
            object,
            "cannot be looked for",
            () -> client.headObject(p -> p.bucket(object.bucket()).key(object.key())))
        .contentLength();
  }

  @Override
  public boolean exists(String key) throws IOException {
    try {
      size(key);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// {@inheritDoc}
  ///
  /// Keys that no store has are left out, such as those ending in a slash with which S3's console
  /// marks folders.
  @Override
  public List<String> list(String prefix) throws IOException {
    int from = root.key().length();
    return ask(
        new S3Address(root.bucket(), root.key() + prefix),
        "cannot be listed",
        () ->
            client
                .listObjectsV2Paginator(p ->
                    p.bucket(root.bucket())
                        .prefix(root.key() + prefix)
                        .encodingType(EncodingType.URL)) // XML has no place for some characters
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(from))
                .filter(S3Address::isKey)
                .sorted(BY_UTF8)
                .toList());
  }

  @Override
  public void delete(String key) throws IOException {
    S3Address object = root.object(key);
    ask(
        object,
        "cannot be deleted",
        () -> client.deleteObject(p -> p.bucket(object.bucket()).key(object.key())));
  }

  /// Gives the client up, and removes what is left of drafts, local files and scratch folders.
  @Override
  public void close() throws IOException {
    client.close();
    files.close();
  }
}
