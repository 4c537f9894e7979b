package pairmill.pixels;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The EXIF data of a picture as names and texts, in the words img2dataset publishes.
///
/// Directories are named `Image`, `Thumbnail`, `IFD 2`..., `EXIF`, `GPS`, `Interoperability`. Maker
/// notes, user comments and thumbnails are left out. Cycles end; entries and values are bounded for
/// the picture as a whole.
final class Exif {
  static final Exif NONE = new Exif(new Bytes(new byte[0]), 0);

  private static final int MAX_ENTRIES = 2_000;
  private static final Set<Integer> LEFT_OUT = Set.of(0x02BC, 0x927C, 0x9286);
  private static final int GPS = 0x8825;
  private static final int EXIF = 0x8769;
  private static final int INTEROPERABILITY = 0xA005;
  private static final int ORIENTATION = 0x0112;

  private final TiffValues values;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private int entries;
  private int orientation = 1;

  private Exif(Bytes bytes, int at) {
    values = new TiffValues(bytes, at, bytes.u8(at) == 'I');
  }

  /// Reads what stands at a TIFF header; whatever makes no sense is left out.
  static Exif read(Bytes bytes, int at) {
    if (at < 0) {
      return NONE;
    }
    Exif exif = new Exif(bytes, at);
    exif.directories();
    return exif;
  }

  /// 1 to 8; 1 when the picture does not say.
  int orientation() {
    return orientation;
  }

  Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /// The texts as a JSON object, in the order of the file.
  String json() {
    return ExifJson.of(texts);
  }

  private void directories() {
    Set<Long> seen = new HashSet<>();
    long exif = 0;
    int count = 0;
    for (long at = values.u32(4); at != 0 && seen.add(at) && entries < MAX_ENTRIES; count++) {
      exif = Math.max(exif, directory(at, name(count), "Main"));
      at = values.u32(at + 2 + 12L * values.u16(at));
    }
    if (exif != 0) {
      directory(exif, "EXIF", "Main");
    }
  }

  private static String name(int count) {
    return switch (count) {
      case 0 -> "Image";
      case 1 -> "Thumbnail";
      default -> "IFD " + count;
    };
  }

  /// Reads a directory and returns where it says the EXIF directory is, or 0.
  private long directory(long at, String directory, String table) {
    long exif = 0;
    int count = values.u16(at);
    for (int i = 0; i < count && entries < MAX_ENTRIES && values.holds(at + 2 + 12L * i); i++) {
      long entry = at + 2 + 12L * i;
      entries++;
      int tag = values.u16(entry);
      List<Object> read = tag(entry, tag, directory, table);
      if (!read.isEmpty() && read.getFirst() instanceof Long first) {
        follow(tag, first, directory, table);
        exif = tag == EXIF && directory.equals("Image") ? first : exif;
      }
    }
    return exif;
  }

  private void follow(int tag, long first, String directory, String table) {
    if (!table.equals("Main")) {
      return;
    }
    switch (tag) {
      case GPS -> directory(first, "GPS", "GPS");
      case INTEROPERABILITY -> directory(first, "Interoperability", "Interoperability");
      case ORIENTATION -> {
        if (directory.equals("Image") && first >= 1 && first <= 8) {
          orientation = (int) first;
        }
      }
      default -> {}
    }
  }

  private List<Object> tag(long entry, int number, String directory, String table) {
    TiffValues.Value value = values.at(entry);
    if (value == null || (LEFT_OUT.contains(number) && table.equals("Main"))) {
      return List.of();
    }
    ExifTags.Tag tag = ExifTags.find(table, number);
    String name = tag == null ? "Tag 0x%04X".formatted(number) : tag.name();
    texts.put(directory + " " + name, value.text(tag).strip());
    return value.numbers();
  }
}
