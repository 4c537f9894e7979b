package pairmill.scorer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import pairmill.filter.Rules;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.parquet.ParquetFiles;
import pairmill.row.Row;
import pairmill.row.RowSink;
import pairmill.row.Tables;
import pairmill.run.ImagesFrom;
import pairmill.run.Run;
import pairmill.run.RunKeys;
import pairmill.run.RunSpec;
import pairmill.sample.SampleKey;
import pairmill.score.ScorerSpec;
import pairmill.score.Scores;
import pairmill.shard.TarWriter;
import pairmill.store.Draft;
import pairmill.store.Store;

/// Runs of shards as download leaves them, with drawn pictures.
record DrawnShard(RunKeys keys, int shard) {
  private static final int SIDE = 96;
  private static final int PICTURES = 50;

  /// Writes a run whose pictures a scorer is to score.
  static void run(Store store, String name, @Nullable ScorerSpec scorer) throws IOException {
    RunSpec spec =
        new RunSpec(
            "pairmill test",
            Rules.DEFAULT,
            ImagesFrom.WEB,
            "a decoder",
            scorer,
            null,
            64,
            100,
            1 << 20,
            false,
            true,
            null,
            null);
    new Run(spec, true, List.of(new Run.Input("a.warc", 1)), null).write(store, new RunKeys(name));
  }

  /// Writes a shard.
  static DrawnShard write(Store store, String run, int shard, int samples) throws IOException {
    DrawnShard drawn = new DrawnShard(new RunKeys(run), shard);
    List<byte[]> pictures = pictures();
    try (Draft rows = store.create(drawn.keys.samples(shard));
        Draft tar = store.create(drawn.keys.tar(shard))) {
      try (RowSink<Row> sink = new ParquetFiles().create(rows.path(), Tables.SAMPLES);
          TarWriter out = new TarWriter(Files.newOutputStream(tar.path()))) {
        for (int i = 0; i < samples; i++) {
          Row row = row(shard, i);
          sink.write(row);
          out.add(row.key() + ".jpg", pictures.get(i % PICTURES));
        }
      }
      tar.publish();
      rows.publish();
    }
    return drawn;
  }

  private static Row row(int shard, int index) {
    Provenance place = new Provenance("a.warc", 0, index, "http://page.example/", null, null, null);
    Pair pair =
        new Pair(
            "http://one.example/%d/%d.jpg".formatted(shard, index),
            "a picture of %d things".formatted(index % 97),
            new Language(index % 3 == 0 ? null : "en", 0.5),
            place);
    return new Row(pair, SampleKey.of(shard, index), null, null, null, Scores.NONE, List.of());
  }

  private static List<byte[]> pictures() throws IOException {
    Random random = new Random(1);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = image.createGraphics();
      for (int shape = 0; shape < 9; shape++) {
        pen.setColor(new Color(random.nextInt(1 << 24)));
        pen.fillOval(random.nextInt(SIDE), random.nextInt(SIDE), SIDE / 2, SIDE / 3);
      }
      pen.dispose();
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", jpeg);
      pictures.add(jpeg.toByteArray());
    }
    return pictures;
  }
}
