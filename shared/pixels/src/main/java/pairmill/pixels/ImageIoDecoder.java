package pairmill.pixels;

import static pairmill.pixels.PictureBroken.broken;
import static pairmill.pixels.PictureBroken.truncated;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/// Decodes the first frame with the JDK's PNG reader and TwelveMonkeys' JPEG and WebP readers.
///
/// The plugins are looked up once: scanning for them is not safe for use by many threads.
final class ImageIoDecoder {
  static final String NAME =
      "ImageIO of JDK %d, TwelveMonkeys %s"
          .formatted(Runtime.version().feature(), new WebPImageReaderSpi().getVersion());

  private final ImageReaderSpi jpeg =
      registered(JPEGImageReaderSpi.class, new JPEGImageReaderSpi());
  private final ImageReaderSpi png = ofJdk("png");
  private final ImageReaderSpi webp = new WebPImageReaderSpi();

  private static ImageReaderSpi registered(
      Class<? extends ImageReaderSpi> type, ImageReaderSpi own) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    ImageReaderSpi found = registry.getServiceProviderByClass(type);
    if (found != null) {
      return found;
    }
    registry.registerServiceProvider(own, ImageReaderSpi.class);
    return own;
  }

  private static ImageReaderSpi ofJdk(String format) {
    ServiceRegistry.Filter own =
        spi ->
            spi.getClass().getModule() == ImageIO.class.getModule()
                && ((ImageReaderSpi) spi).getFormatNames()[0].equalsIgnoreCase(format);
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, own, true);
    return found.next();
  }

  /// The first frame.
  ///
  /// @throws PictureBroken when the bytes are wrong in any way
  BufferedImage decode(Container container, byte[] body) throws PictureBroken {
    BufferedImage image = with(container, body, reader -> reader.read(0));
    check(container, image.getRaster());
    return image;
  }

  /// The components of a JPEG as they are stored, before any conversion of colours.
  ///
  /// @throws PictureBroken when the bytes are wrong in any way
  Raster components(Container container, byte[] body) throws PictureBroken {
    Raster raster = with(container, body, reader -> reader.readRaster(0, null));
    check(container, raster);
    return raster;
  }

  private interface Reading<T> {
    T from(ImageReader reader) throws IOException;
  }

  private <T> T with(Container container, byte[] body, Reading<T> reading) throws PictureBroken {
    ImageReader reader = null;
    try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(body)) {
      reader = spi(container.format()).createReaderInstance();
      reader.setInput(in, true, true);
      return reading.from(reader);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw endsEarly(e) ? truncated(e.toString()) : broken(e.toString());
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private ImageReaderSpi spi(Container.Format format) {
    return switch (format) {
      case JPEG -> jpeg;
      case PNG -> png;
      case WEBP -> webp;
    };
  }

  /// The memory was counted by the container's dimensions: what comes must not be larger.
  private static void check(Container container, Raster raster) throws PictureBroken {
    if (raster.getWidth() != container.width() || raster.getHeight() != container.height()) {
      throw broken(
          "announced %s, decoded %d x %d"
              .formatted(container.size(), raster.getWidth(), raster.getHeight()));
    }
  }

  private static boolean endsEarly(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return false;
  }
}
