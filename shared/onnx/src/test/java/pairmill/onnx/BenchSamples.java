package pairmill.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import pairmill.shard.TarWriter;

/// Drawn pictures as they are stored, and captions for them: the same on every machine.
///
/// @param jpegs 341 x 256 pixels, quality 95, chroma halved, about 49 kB each; photographs have 44
/// @param captions of 4 to 24 words
record BenchSamples(List<byte[]> jpegs, List<String> captions) {
  private static final int DRAWN = 512;

  private static final int WIDTH = 341;
  private static final int HEIGHT = 256;
  private static final float QUALITY = 0.95f;

  /// Levels up and down: what makes files as large as those of photographs.
  private static final int NOISE = 12;

  private static final List<String> WORDS =
      List.of(
          "a",
          "the",
          "of",
          "in",
          "with",
          "and",
          "on",
          "photo",
          "vintage",
          "red",
          "wooden",
          "chair",
          "mountain",
          "landscape",
          "portrait",
          "woman",
          "handmade",
          "ceramics",
          "kitchen",
          "2019",
          "free",
          "shipping",
          "black",
          "leather",
          "jacket",
          "Stockholm",
          "waterfront",
          "sunset",
          "recipe",
          "chocolate",
          "cupcakes",
          "wallpaper",
          "HD",
          "IMG_2041.jpg",
          "children's",
          "playground",
          "architecture",
          "cathedral",
          "stained-glass",
          "watercolour",
          "illustration");

  static BenchSamples draw() throws IOException {
    List<byte[]> jpegs = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      jpegs.add(jpeg(i));
      captions.add(caption(new SplittableRandom(i)));
    }
    return new BenchSamples(jpegs, captions);
  }

  /// Writes them for others, a file a picture and a caption a line of `captions.txt`, and as a
  /// shard.
  ///
  /// @param samples in the shard: beyond what is drawn, it begins anew
  void write(Path folder, int samples) throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < jpegs.size(); i++) {
      Files.write(pictures.resolve("%04d.jpg".formatted(i)), jpegs.get(i));
    }
    Files.write(folder.resolve("captions.txt"), captions, UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve("shard.tar"));
        TarWriter tar = new TarWriter(out)) {
      for (int i = 0; i < samples; i++) {
        tar.add(name(i), jpegs.get(i % jpegs.size()));
      }
    }
  }

  /// Name of a picture in the shard.
  static String name(int index) {
    return "%09d.jpg".formatted(index);
  }

  private static String caption(SplittableRandom random) {
    List<String> words = new ArrayList<>();
    for (int left = random.nextInt(4, 25); left > 0; left--) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  private static byte[] jpeg(int seed) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture(new SplittableRandom(seed)), null, null), quality);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  // Whole numbers only: slopes and edges of three colours, and noise.
  private static BufferedImage picture(SplittableRandom random) {
    int[] across = new int[3];
    int[] down = new int[3];
    int[] both = new int[3];
    for (int channel = 0; channel < 3; channel++) {
      across[channel] = random.nextInt(-3, 4);
      down[channel] = random.nextInt(-3, 4);
      both[channel] = random.nextInt(1, 4);
    }
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int noise = random.nextInt(-NOISE, NOISE + 1);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          int slope = across[channel] * x + down[channel] * y + both[channel] * ((x * y) >> 6);
          int level = Math.abs(Math.floorMod(slope, 512) - 256) + noise;
          rgb = rgb << 8 | Math.clamp(level, 0, 255);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }
}
