package pairmill.models;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A hub or a folder does not give a file: another one may.
public final class OriginException extends IOException {
  OriginException(String message) {
    super(message);
  }

  OriginException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
