package pairmill.pixels;

import static pairmill.pixels.PictureBroken.broken;
import static pairmill.pixels.PictureBroken.truncated;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The chunks of a PNG up to the end of its first image.
final class PngContainer {
  /// Deflate never expands further than this: 258 bytes from 2 bits.
  private static final long MAX_EXPANSION = 1032;

  /// A profile that inflates to more is not applied; printer profiles reach 2 MB, RGB ones do not.
  private static final int MAX_PROFILE_BYTES = 1 << 20;

  private final Bytes bytes;
  private int exifAt = -1;
  private long dataBytes;
  private byte @Nullable [] icc;
  private @Nullable PictureBroken flaw;

  private PngContainer(Bytes bytes) {
    this.bytes = bytes;
  }

  static Container parse(Bytes bytes) throws PictureBroken {
    if (bytes.length() < 33) {
      throw truncated("a PNG of " + bytes.length() + " bytes");
    }
    long width = bytes.u32(16);
    long height = bytes.u32(20);
    if (!bytes.startsWith(8, "\0\0\0\rIHDR") || width == 0 || height == 0) {
      throw broken("a PNG without dimensions");
    }
    if (bytes.u16(26) != 0 || bytes.u8(28) > 1) {
      throw broken("a PNG of unknown compression, filter or interlace method");
    }
    PngContainer png = new PngContainer(bytes);
    png.walk();
    return new Container(
        Container.Format.PNG,
        null,
        (int) Math.min(width, Integer.MAX_VALUE),
        (int) Math.min(height, Integer.MAX_VALUE),
        png.exifAt,
        png.icc,
        png.flaw == null ? png.tooLittleData(width, height) : png.flaw);
  }

  private void walk() {
    for (long at = 8; at + 8 <= bytes.length(); ) {
      long size = bytes.u32(at);
      long next = at + 12 + size;
      String type = bytes.text(at + 4, 4);
      if (type.equals("IEND")) {
        return;
      }
      if (next > bytes.length() && dataBytes + (type.equals("IDAT") ? 1 : 0) > 0) {
        // Cut inside its last chunk: the decoder can tell whether the pixels were all there.
        dataBytes += type.equals("IDAT") ? size : 0;
        return;
      }
      if (next > bytes.length()) {
        flaw = truncated("chunk %s at %d ends after the body".formatted(type, at));
        return;
      }
      chunk(type, (int) at + 8, (int) size);
      at = next;
    }
  }

  private void chunk(String type, int at, int size) {
    switch (type) {
      case "IDAT" -> dataBytes += size;
      case "eXIf" -> exifAt = at;
      case "iCCP" -> icc = profile(at, size);
      case "IHDR", "PLTE", "tRNS" -> {
        if (crc(at - 4, size + 4) != bytes.u32(at + size)) {
          flaw = broken("checksum of " + type + " at " + at);
        }
      }
      default -> {}
    }
  }

  private long crc(int at, int size) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), at, size);
    return crc.getValue();
  }

  /// Refuses before the picture is allocated when its data cannot possibly fill it.
  private @Nullable PictureBroken tooLittleData(long width, long height) {
    int channels = new int[] {1, 1, 3, 1, 2, 1, 4, 1}[bytes.u8(25) & 7];
    long rowBytes = (width * bytes.u8(24) * channels + 7) / 8;
    if (dataBytes == 0 || rowBytes > dataBytes * MAX_EXPANSION / height) {
      return truncated("%d data bytes for %d x %d pixels".formatted(dataBytes, width, height));
    }
    return null;
  }

  private byte @Nullable [] profile(int at, int size) {
    int name = bytes.text(at, Math.min(size, 80)).indexOf('\0');
    if (name < 0 || name + 2 >= size || bytes.u8(at + name + 1) != 0) {
      return null;
    }
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes.array(), at + name + 2, size - name - 2);
      byte[] out = new byte[MAX_PROFILE_BYTES];
      int length = inflater.inflate(out);
      return inflater.finished() ? Arrays.copyOf(out, length) : null;
    } catch (DataFormatException e) {
      return null; // A broken profile costs the profile, not the picture.
    }
  }
}
