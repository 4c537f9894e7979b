package pairmill.onnx;

import org.jspecify.annotations.Nullable;
import pairmill.sample.Pixels;
import pairmill.score.ClipCrop;

/// The pictures of a batch as its models take them. Filled by one thread.
final class BatchPixels implements AutoCloseable {
  private final Ensemble ensemble;
  private final PixelBuffer images;
  private final @Nullable PixelBuffer unsafe;
  private final @Nullable PixelBuffer watermark;
  private boolean closed;

  BatchPixels(Ensemble ensemble) {
    this.ensemble = ensemble;
    images = ensemble.images().take();
    unsafe = ensemble.unsafePixels() == null ? null : ensemble.unsafePixels().take();
    watermark = ensemble.watermark() == null ? null : ensemble.watermark().take();
  }

  /// Sets a picture.
  ///
  /// @return its crop for the model of the survivors; empty when there is none
  byte[] put(int index, Pixels pixels) {
    byte[] crop = new ClipCrop(ensemble.images().size()).of(pixels);
    images.put(index, crop);
    if (ensemble.unsafePixels() != null && unsafe != null) {
      ensemble.unsafePixels().put(unsafe, index, pixels);
    }
    if (ensemble.watermark() != null && watermark != null) {
      ensemble.watermark().put(watermark, index, pixels);
    }
    if (ensemble.survivors() == null) {
      return new byte[0];
    }
    int size = ensemble.survivors().size();
    return size == ensemble.images().size() ? crop : new ClipCrop(size).of(pixels);
  }

  PixelBuffer images() {
    if (closed) {
      throw new IllegalStateException("the batch is closed");
    }
    return images;
  }

  @Nullable PixelBuffer unsafe() {
    return unsafe;
  }

  @Nullable PixelBuffer watermark() {
    return watermark;
  }

  /// Gives the buffers back. May be called more than once.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ensemble.images().give(images);
    if (ensemble.unsafePixels() != null && unsafe != null) {
      ensemble.unsafePixels().give(unsafe);
    }
    if (ensemble.watermark() != null && watermark != null) {
      ensemble.watermark().give(watermark);
    }
  }
}
