package pairmill.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.models.ModelFolder;
import pairmill.onnx.ImageTower;
import pairmill.onnx.Onnx;
import pairmill.onnx.TextTower;
import pairmill.pair.Outcome;
import pairmill.sample.PixelReader;
import pairmill.sample.Pixels;
import pairmill.score.ClipCrop;
import pairmill.shard.NpyReader;
import pairmill.shard.NpyWriter;

/// Embeds files, batch by batch, into a `.npy` that appears whole or not at all.
public final class Embedding {
  private static final int BATCH = 64;

  /// Three times what a run takes of a picture: as many as there are cores are in memory at once.
  private static final long MOST_BYTES = 60_000_000;

  private final ModelFolder model;
  private final Onnx onnx;
  private final Path out;
  private final PrintWriter err;

  /// @param out where the embeddings go
  /// @param err for what cannot be embedded
  public Embedding(ModelFolder model, Onnx onnx, Path out, PrintWriter err) {
    this.model = model;
    this.onnx = onnx;
    this.out = out;
    this.err = err;
  }

  /// Embeds pictures. Of one that cannot be read, zeros stand in its row.
  ///
  /// @return the exit code
  public int images(List<Path> paths) throws IOException {
    for (Path path : paths) {
      if (!Files.isRegularFile(path)) {
        throw new WrongUseException(path + ": no such picture");
      }
    }
    PixelReader reader = Workshop.pixelReader();
    int unread = 0;
    try (ImageTower tower = ImageTower.open(model, onnx);
        Vectors vectors = new Vectors(out, tower.dimensions())) {
      for (int from = 0; from < paths.size(); from += BATCH) {
        List<Path> batch = paths.subList(from, Math.min(paths.size(), from + BATCH));
        List<Crop> crops =
            batch.parallelStream().map(path -> Crop.of(path, reader, tower.size())).toList();
        List<float[]> rows = tower.embed(crops.stream().map(Crop::rgb).toList());
        for (int i = 0; i < rows.size(); i++) {
          String problem = crops.get(i).problem;
          vectors.write(problem == null ? rows.get(i) : new float[tower.dimensions()]);
          if (problem != null) {
            err.println(Printable.of(batch.get(i) + ": " + problem, 1_000));
            unread++;
          }
        }
      }
      vectors.publish();
    }
    return unread == 0 ? Exit.DONE : Exit.DAMAGE;
  }

  /// What the tower looks at, and why that is black.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Crop(byte[] rgb, @Nullable String problem) {
    static Crop of(Path path, PixelReader reader, int size) {
      byte[] black = new byte[size * size * 3];
      try {
        if (Files.size(path) > MOST_BYTES) {
          return new Crop(black, "more than %,d bytes".formatted(MOST_BYTES));
        }
        return switch (reader.read(Files.readAllBytes(path))) {
          case Outcome.Kept<Pixels>(Pixels pixels) -> new Crop(new ClipCrop(size).of(pixels), null);
          case Outcome.Refused<Pixels> refused ->
              new Crop(black, refused.reason() + ", " + refused.detail());
        };
      } catch (IOException e) {
        return new Crop(black, Main.sentence(e));
      }
    }
  }

  /// Embeds pictures that are cropped already.
  ///
  /// @return the exit code
  public int pixels(Path path) throws IOException {
    try (ImageTower tower = ImageTower.open(model, onnx);
        NpyReader crops = NpyReader.uint8(path, List.of(tower.size(), tower.size(), 3));
        Vectors vectors = new Vectors(out, tower.dimensions())) {
      List<byte[]> batch = new ArrayList<>();
      for (byte[] crop = crops.next(); crop != null; crop = crops.next()) {
        batch.add(crop);
        if (batch.size() == BATCH) {
          vectors.write(tower.embed(batch));
          batch.clear();
        }
      }
      vectors.write(tower.embed(batch));
      vectors.publish();
    }
    return Exit.DONE;
  }

  /// Embeds texts.
  ///
  /// @param ids where their token ids go; null for nowhere
  /// @return the exit code
  public int texts(Path path, @Nullable Path ids) throws IOException {
    try (TextLines texts = TextLines.open(path);
        TextTower tower = TextTower.open(model, onnx);
        Vectors vectors = new Vectors(out, tower.dimensions());
        BufferedWriter idLines = ids == null ? null : Files.newBufferedWriter(ids)) {
      for (List<String> batch = texts.next(BATCH); !batch.isEmpty(); batch = texts.next(BATCH)) {
        List<long[]> tokens = batch.stream().map(tower::tokens).toList();
        vectors.write(tower.embed(tokens));
        if (idLines != null) {
          for (long[] text : tokens) {
            idLines.write(Arrays.toString(text) + "\n");
          }
        }
      }
      vectors.publish();
    }
    return Exit.DONE;
  }

  /// The file of the embeddings, under another name until it is whole.
  private static final class Vectors implements AutoCloseable {
    private final Path out;
    private final Path part;
    private final NpyWriter npy;

    Vectors(Path out, int dimensions) throws IOException {
      this.out = out;
      this.part = out.resolveSibling(out.getFileName() + ".part");
      this.npy = NpyWriter.float32(part, dimensions);
    }

    void write(float[] vector) throws IOException {
      npy.write(vector);
    }

    void write(List<float[]> vectors) throws IOException {
      for (float[] vector : vectors) {
        npy.write(vector);
      }
    }

    void publish() throws IOException {
      npy.close();
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
      try {
        npy.close();
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
