package pairmill.stage;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import pairmill.download.ArchivedImage;
import pairmill.store.Scratch;

/// Plain copies of archives that are one gzip member from end to end. Reaching a record of such an
/// archive means inflating all that stands before it: once for the archive, and not once for each
/// of its pictures.
final class InflatedArchives implements Closeable {
  private final Scratch scratch;
  private final Map<String, Path> copies = new HashMap<>();

  InflatedArchives(Scratch scratch) {
    this.scratch = scratch;
  }

  /// True when an image lies behind other records of the archive's first gzip member.
  static boolean serves(ArchivedImage image) {
    return image.offset() == 0 && image.innerOffset() > 0;
  }

  /// Where such an image lies in the copy.
  static ArchivedImage place(ArchivedImage image) {
    return new ArchivedImage(
        image.url(), image.archiveFile(), image.innerOffset(), 0, image.capturedAt());
  }

  /// Opens a stored archive at its start.
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /// The copy of an archive, made when it is first asked for.
  synchronized Path of(String archive, Opening stored) throws IOException {
    Path copy = copies.get(archive);
    if (copy == null) {
      copy = scratch.folder().resolve(copies.size() + ".warc");
      inflate(stored, copy);
      copies.put(archive, copy);
    }
    return copy;
  }

  private static void inflate(Opening stored, Path copy) throws IOException {
    try (InputStream in = new BufferedInputStream(stored.open(), 1 << 16);
        InputStream plain = new GZIPInputStream(in, 1 << 16);
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (EOFException | ZipException e) {
      // a damaged archive, and extract has said so: what stands before the damage is in the copy
    }
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
