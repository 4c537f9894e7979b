package pairmill.warc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pairmill.download.ArchivedImage;
import pairmill.shard.Damage;

/// Archives drawn by code, and what is read from archives.
final class Drawn {
  static final Instant DATE = Instant.parse("2024-05-06T07:08:09Z");

  private Drawn() {}

  /// Writes records with a writer.
  interface Drawing {
    void draw(WarcWriter writer) throws IOException;
  }

  static byte[] archive(WarcWriter.Layout layout, String newline, Drawing drawing)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WarcWriter writer = WarcWriter.open(out, layout, newline)) {
      drawing.draw(writer);
    }
    return out.toByteArray();
  }

  static byte[] archive(Drawing drawing) throws IOException {
    return archive(WarcWriter.Layout.PLAIN, "\r\n", drawing);
  }

  /// A record as it was read.
  record Read(
      String type, @Nullable String url, long offset, long inner, String body, boolean truncated) {}

  /// All that was read from an archive.
  record Contents(List<Read> records, List<Damage> damage) {
    List<String> problems() {
      return damage.stream().map(Damage::problem).toList();
    }

    List<String> urls() {
      return records.stream().map(record -> String.valueOf(record.url())).toList();
    }
  }

  static Contents read(byte[] archive) throws IOException {
    List<Read> records = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try (ArchiveReader reader =
        ArchiveReader.open(new ByteArrayInputStream(archive), "a", damage::add)) {
      ArchiveRecord record;
      while ((record = reader.next()) != null) {
        String body = new String(record.body().readAllBytes(), StandardCharsets.ISO_8859_1);
        records.add(
            new Read(
                record.type(),
                record.url(),
                record.offset(),
                record.innerOffset(),
                body,
                record.truncated()));
      }
    }
    return new Contents(records, damage);
  }

  /// All that [ArchivePages] told.
  static final class Told implements ArchivePages.Sink {
    final List<Page> pages = new ArrayList<>();
    final List<ArchivedImage> images = new ArrayList<>();
    final List<Damage> damage = new ArrayList<>();
    final Map<String, Long> counts = new HashMap<>();

    static Told of(byte[] archive, String name) throws IOException {
      Told told = new Told();
      told.counts.putAll(ArchivePages.read(new ByteArrayInputStream(archive), name, told));
      return told;
    }

    @Override
    public void page(Page page) {
      pages.add(page);
    }

    @Override
    public void image(ArchivedImage image) {
      images.add(image);
    }

    @Override
    public void damage(Damage one) {
      damage.add(one);
    }
  }

  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
