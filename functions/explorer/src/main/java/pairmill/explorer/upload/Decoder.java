package pairmill.explorer.upload;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Objects;
import pairmill.explorer.safe.Limits;
import pairmill.pair.Outcome;
import pairmill.pair.Reason;
import pairmill.pixels.JavaPictureReader;
import pairmill.pixels.PictureReaders;
import pairmill.pixels.PixelBudget;
import pairmill.sample.Picture;
import pairmill.sample.PictureReader;
import pairmill.sample.Pixels;
import pairmill.score.ClipCrop;

/// The program that decodes one picture, in a process of its own: the file on standard input, what
/// is known of it on standard output. Not for people.
public final class Decoder {
  private static final long MEMORY = 256L << 20;
  private static final int MEGAPIXELS = 90; // no more than readers ask for: the heap ends before

  private Decoder() {}

  /// Decodes.
  ///
  /// @param args the side of the crop in pixels; 0 when none is asked for
  public static void main(String[] args) throws IOException {
    Limits.keep(MEMORY);
    byte[] body = System.in.readAllBytes();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    tell(new DataOutputStream(told), body, Integer.parseInt(args[0]));
    told.writeTo(new FileOutputStream(FileDescriptor.out));
    Runtime.getRuntime().halt(0);
  }

  private static void tell(DataOutputStream out, byte[] body, int side) throws IOException {
    PictureReader reader = new JavaPictureReader(0, PixelBudget.ofMegapixels(MEGAPIXELS));
    switch (reader.read(body)) {
      case Outcome.Refused<Picture>(Reason reason, String _) -> out.writeUTF(reason.name());
      case Outcome.Kept<Picture>(Picture picture) -> {
        byte[] crop = side == 0 ? new byte[0] : crop(body, side);
        out.writeUTF("");
        out.writeInt(picture.originalWidth());
        out.writeInt(picture.originalHeight());
        out.writeUTF(Objects.requireNonNullElse(picture.pdq(), ""));
        out.writeInt(crop.length);
        out.write(crop);
      }
    }
  }

  // Models look at the pixels as they are stored, as they did when the dataset was made.
  private static byte[] crop(byte[] body, int side) throws IOException {
    return switch (PictureReaders.pixels(MEGAPIXELS).read(body)) {
      case Outcome.Kept<Pixels>(Pixels pixels) -> new ClipCrop(side).of(pixels);
      case Outcome.Refused<Pixels>(Reason reason, String detail) ->
          throw new IOException(reason + ": " + detail);
    };
  }

  /// Reads what was told, which is trusted no further than its length.
  ///
  /// @throws RefusedPictureException with a sentence, when the picture was refused
  /// @throws IOException when it was cut off
  static Uploaded read(DataInputStream told) throws IOException {
    String reason = told.readUTF();
    if (!reason.isEmpty()) {
      throw refusal(reason);
    }
    int width = told.readInt();
    int height = told.readInt();
    String pdq = told.readUTF();
    int bytes = told.readInt();
    byte[] crop = told.readAllBytes();
    if (crop.length != bytes || !pdq.matches("([0-9a-f]{64})?")) {
      throw new IOException("not what was asked for");
    }
    return new Uploaded(width, height, pdq.isEmpty() ? null : pdq, bytes == 0 ? null : crop);
  }

  private static RefusedPictureException refusal(String reason) {
    return switch (reason) {
      case "NOT_AN_IMAGE" ->
          new RefusedPictureException(415, "This is no picture: JPEG, PNG and WebP are read.");
      case "TOO_MANY_PIXELS" -> tooLarge();
      case "IMAGE_TRUNCATED" -> new RefusedPictureException(422, "The picture ends too early.");
      default -> new RefusedPictureException(422, "The picture is broken: it cannot be decoded.");
    };
  }

  /// The refusal of a picture whose pixels take more memory than there is for one.
  static RefusedPictureException tooLarge() {
    return new RefusedPictureException(
        422, "The picture has more pixels than are decoded here. Send a smaller copy of it.");
  }
}
