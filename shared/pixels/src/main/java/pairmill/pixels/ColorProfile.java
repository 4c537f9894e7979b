package pairmill.pixels;

import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;

/// Brings red, green and blue from a picture's own profile to sRGB.
///
/// Applied to the reduced picture: a profile is smooth, and large pictures cost no more than small
/// ones. A profile that cannot be applied costs the profile, not the picture.
final class ColorProfile {
  private ColorProfile() {}

  /// The same pixels in sRGB.
  ///
  /// @param rgb changed in place
  static void toSrgb(byte[] rgb, int width, int height, @Nullable ColorSpace space) {
    if (space == null || space.isCS_sRGB() || space.getType() != ColorSpace.TYPE_RGB) {
      return;
    }
    try {
      BufferedImage target = JpegEncoder.image(rgb, width, height);
      BufferedImage source = inSpace(rgb.clone(), width, height, space);
      new ColorConvertOp(null).filter(source, target);
    } catch (CMMException | IllegalArgumentException e) {
      return;
    }
  }

  /// The space of a raw profile; null when it is none of three colours.
  static @Nullable ColorSpace space(byte @Nullable [] icc) {
    if (icc == null) {
      return null;
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      return profile.getColorSpaceType() == ColorSpace.TYPE_RGB
          ? new ICC_ColorSpace(profile)
          : null;
    } catch (CMMException | IllegalArgumentException e) {
      return null;
    }
  }

  private static BufferedImage inSpace(byte[] rgb, int width, int height, ColorSpace space) {
    WritableRaster raster = JpegEncoder.image(rgb, width, height).getRaster();
    ComponentColorModel model =
        new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
