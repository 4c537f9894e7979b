package pairmill.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ExifTest {
  private static final byte[] MAGIC = "II*\0".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer tiff =
      ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).putInt(8);

  private ExifTest entry(int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    return this;
  }

  private String json() {
    return Exif.read(new Bytes(tiff.array()), 0).json();
  }

  @Test
  void valuesAreWrittenAsImg2datasetWritesThem() {
    tiff.putShort((short) 5);
    entry(0x010F, 2, 6, 200).entry(0x0112, 3, 1, 6).entry(0x011A, 5, 1, 210);
    entry(0x0102, 3, 3, 220).entry(0x9999, 4, 1, 7);
    tiff.putInt(0);
    tiff.put(200, "Canon\0".getBytes(StandardCharsets.US_ASCII)).putInt(210, 144).putInt(214, 10);
    tiff.putShort(220, (short) 8).putShort(222, (short) 8).putShort(224, (short) 8);
    assertEquals(
        """
        {"Image Make": "Canon", "Image Orientation": "Rotated 90 CW", "Image XResolution": "72/5", \
        "Image BitsPerSample": "[8, 8, 8]", "Image Tag 0x9999": "7"}\
        """,
        json());
  }

  @Test
  void aPictureWithoutExifHasAnEmptyObject() {
    assertEquals("{}", Drawn.kept(Drawn.jpeg(20, 20)).exif());
  }

  @Test
  void directoriesThatPointAtThemselvesEnd() {
    tiff.putShort((short) 2).put(new byte[0]);
    entry(0x8769, 4, 1, 8).entry(0x8825, 4, 1, 8);
    tiff.putInt(8);
    assertTrue(json().startsWith("{"));
  }

  @Test
  void giantCountsCostNothing() {
    tiff.putShort((short) 2);
    entry(0x0102, 3, -1, 8).entry(0x010E, 2, -1, 8);
    tiff.putInt(0);
    assertTrue(json().contains("\"Image BitsPerSample\": \"[]\""), json());
  }

  @Test
  void theObjectStaysBelow64KiB() {
    tiff.putShort((short) 3_000);
    for (int i = 0; i < 3_000; i++) {
      entry(i + 0x2000, 3, 900, 8);
    }
    assertTrue(json().length() <= 64 * 1024, "" + json().length());
  }

  @Test
  void textIsAsciiJson() {
    tiff.putShort((short) 1);
    entry(0x013B, 2, 9, 100);
    tiff.putInt(0).put(100, "é\"\\\n😀".getBytes(StandardCharsets.UTF_8), 0, 9);
    assertEquals("{\"Image Artist\": \"\\u00e9\\\"\\\\\\n\\ud83d\\ude00\"}", json());
  }

  @Test
  void everyClippedExifIsRead() {
    tiff.putShort((short) 3);
    entry(0x010F, 2, 6, 200).entry(0x8769, 4, 1, 8).entry(0x011A, 10, 9, 210);
    for (int length = 0; length < 400; length++) {
      byte[] clipped = java.util.Arrays.copyOf(tiff.array(), length);
      assertTrue(Exif.read(new Bytes(clipped), 0).json().endsWith("}"));
    }
  }
}
