package pairmill.pixels;

import pairmill.pair.Reason;

/// Why a body cannot become a picture; turned into a refusal by the reader, never seen outside.
final class PictureBroken extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  PictureBroken(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static PictureBroken truncated(String detail) {
    return new PictureBroken(Reason.IMAGE_TRUNCATED, detail);
  }

  static PictureBroken broken(String detail) {
    return new PictureBroken(Reason.IMAGE_BROKEN, detail);
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
