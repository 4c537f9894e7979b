package pairmill.warc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Tells by its first bytes what a body is.
final class Sniff {
  /// First bytes that are looked at.
  static final int WINDOW = 512;

  private static final List<String> HTML =
      List.of("<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<!--");

  private Sniff() {}

  /// JPEG, PNG, GIF or WebP.
  static boolean image(byte[] start) {
    String text = new String(start, 0, Math.min(start.length, 16), StandardCharsets.ISO_8859_1);
    return text.startsWith("\u00ff\u00d8\u00ff")
        || text.startsWith("\u0089PNG\r\n\u001a\n")
        || text.startsWith("GIF8")
        || (text.startsWith("RIFF") && text.startsWith("WEBP", 8));
  }

  static boolean html(byte[] start) {
    String text = new String(start, 0, Math.min(start.length, WINDOW), StandardCharsets.UTF_8);
    String lower = text.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT);
    return HTML.stream().anyMatch(lower::startsWith);
  }
}
