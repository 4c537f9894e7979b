package pairmill.fetch;

import io.netty.channel.ChannelException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;

/// Says what a failed call means: the host's failure is a refusal, this machine's an exception.
final class Failures {
  private Failures() {}

  /// @throws IOException when it is this machine that failed
  /// @throws StaleConnection when the call is worth another try
  static Refusal of(@Nullable Throwable failure, Call call, WebUrl url)
      throws IOException, StaleConnection {
    String detail = url + ": " + failure;
    if (isOurs(failure)) {
      throw new IOException(detail, failure);
    }
    boolean closed = isClosed(failure);
    if (call.head().isDone() && !call.head().isCompletedExceptionally()) {
      return new Refusal(closed ? Reason.BODY_TRUNCATED : Reason.BAD_RESPONSE, detail);
    }
    // One that is closed while the pool hands it over was never refused by its host.
    boolean lost = failure instanceof HttpClosedException && !call.connected() && !url.secure();
    if (lost || (closed && call.reused())) {
      throw new StaleConnection();
    }
    if (has(failure, SSLException.class) || has(failure, CertificateException.class)) {
      return new Refusal(Reason.TLS_FAILED, detail);
    }
    return new Refusal(call.connected() ? Reason.BAD_RESPONSE : Reason.CONNECT_FAILED, detail);
  }

  private static boolean isClosed(@Nullable Throwable failure) {
    return failure instanceof HttpClosedException
        || failure instanceof ClosedChannelException
        || (failure instanceof IOException && !(failure instanceof SSLException));
  }

  private static boolean isOurs(@Nullable Throwable failure) {
    if (failure instanceof ChannelException && !(failure.getCause() instanceof IOException)) {
      return true;
    }
    String message = String.valueOf(failure).toLowerCase(Locale.ROOT);
    return message.contains("too many open files") || message.contains("cannot assign requested");
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
