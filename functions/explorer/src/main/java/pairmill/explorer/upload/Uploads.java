package pairmill.explorer.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import pairmill.explorer.safe.Program;
import pairmill.pair.Outcome;
import pairmill.pixels.PictureReaders;
import pairmill.store.Scratch;

/// Looks at pictures that anybody may have sent, and forgets them. Safe for use by many threads;
/// two pictures are decoded at a time.
@ApplicationScoped
public final class Uploads {
  /// Bytes of a file at most.
  public static final int LARGEST = 5 << 20;

  private static final int AT_A_TIME = 2;

  /// Megabytes of heap for one picture: 40 megapixels of any kind.
  public static final int HEAP_MB = 640;

  private static final int OUT_OF_MEMORY = 3; // what a JVM ends with, told to exit then
  private static final int SHORT = 1_000; // more than what is told beside the crop

  // What the readers need, beside the classes of this module.
  private static final List<String> DECODERS =
      List.of(
          "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi",
          "com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi",
          "com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream",
          "com.twelvemonkeys.imageio.metadata.Directory",
          "com.twelvemonkeys.image.ImageUtil",
          "com.twelvemonkeys.io.FileUtil",
          "com.twelvemonkeys.lang.StringUtil");

  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final Duration limit;
  private final Program program;

  @Inject
  Uploads() {
    this(Duration.ofSeconds(10), HEAP_MB);
  }

  /// For tests.
  ///
  /// @param limit that a picture may take
  /// @param heapMb megabytes of heap for one
  public Uploads(Duration limit, int heapMb) {
    this.limit = limit;
    this.program = new Program(Decoder.class, libraries(), heapMb);
  }

  private static List<Class<?>> libraries() {
    return Stream.concat(
            Stream.of(PictureReaders.class, Outcome.class), DECODERS.stream().map(Uploads::library))
        .toList();
  }

  private static Class<?> library(String name) {
    try {
      return Class.forName(name, false, PictureReaders.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// Looks at a picture.
  ///
  /// @param side of the crop that a model looks at, in pixels; 0 when there is no model
  /// @throws RefusedPictureException with a sentence, when it is no picture, or not within bounds
  /// @throws IOException when no process could be started
  public Uploaded look(byte[] file, int side) throws IOException {
    check(file);
    if (!enter()) {
      throw new RefusedPictureException(
          503, "Other pictures are being looked at. Try again in a moment.");
    }
    Path folder = Files.createTempDirectory("pairmill-picture");
    try {
      return decode(file, side, folder);
    } finally {
      places.release();
      Scratch.remove(folder);
    }
  }

  /// Refuses what need not be decoded to be refused.
  ///
  /// @throws RefusedPictureException with a sentence, when there is nothing, or too much
  public static void check(byte[] file) {
    if (file.length == 0) {
      throw new RefusedPictureException(400, "No picture was sent: choose a file.");
    }
    if (file.length > LARGEST) {
      throw new RefusedPictureException(
          413,
          "The picture has %,d bytes; at most %,d are taken. Send a smaller copy of it."
              .formatted(file.length, LARGEST));
    }
  }

  private boolean enter() {
    try {
      return places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Uploaded decode(byte[] file, int side, Path folder) throws IOException {
    Process process = program.start(folder, Integer.toString(side));
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      byte[] told = told(process, file, SHORT + 3 * side * side);
      return Decoder.read(new DataInputStream(new ByteArrayInputStream(told)));
    } catch (IOException e) {
      throw refusal(process, late.get());
    } finally {
      end.cancel(false);
      process.destroyForcibly();
    }
  }

  private static byte[] told(Process process, byte[] file, int most) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(file);
    }
    return process.getInputStream().readNBytes(most);
  }

  private RefusedPictureException refusal(Process process, boolean late) {
    if (late) {
      return new RefusedPictureException(
          422,
          "It took more than %d s to decode this picture. Send a smaller copy of it."
              .formatted(limit.toSeconds()));
    }
    return exit(process) == OUT_OF_MEMORY
        ? Decoder.tooLarge()
        : new RefusedPictureException(422, "The picture is broken: it ended its decoder.");
  }

  private static int exit(Process process) {
    try {
      return process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
