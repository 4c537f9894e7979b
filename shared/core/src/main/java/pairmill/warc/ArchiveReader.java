package pairmill.warc;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pairmill.shard.Damage;
import pairmill.warc.Stretches.Place;

/// Reads the records of an archive, one after the other: WARC 0.17 to 1.1 and ARC 1 and 2; plain,
/// or deflated by gzip with one member per record, one per file or cut anywhere.
///
/// What an archive holds never makes it throw. Whatever can be read is given out; each damaged
/// place is told to a consumer, once it is passed, and reading goes on at the next record: the next
/// gzip member that inflates to the beginning of one, or the next line that begins one. A plain
/// record whose header promises too much takes what follows it for its body: nothing tells the
/// difference.
///
/// Holds about half a megabyte, however large the records are. Used by one thread.
public final class ArchiveReader implements Closeable {
  /// Header blocks of records are no larger than this, in bytes.
  public static final int MAX_HEADER = 64 * 1024;

  /// First bytes of compressed files that are not read, so that nothing in them is mistaken for a
  /// record: LZ4, Zstandard, bzip2, XZ, ZIP.
  private static final List<String> FOREIGN =
      List.of("\u0004\"M\u0018", "(\u00b5/\u00fd", "BZh", "\u00fd7zXZ", "PK\u0003\u0004");

  private final InputStream in;
  private final String archiveFile;
  private final Consumer<Damage> damage;
  private final Lookahead stored;
  private final Stretches stretches;
  private final Lookahead content;
  private boolean inStretch;
  private boolean anything;
  private @Nullable ArchiveRecord current;

  private ArchiveReader(InputStream in, long offset, String archiveFile, Consumer<Damage> damage)
      throws IOException {
    this.in = in;
    this.archiveFile = archiveFile;
    this.damage = damage;
    this.stored = new Lookahead(in::read, Stretches.WINDOW, Stretches.WINDOW, offset);
    this.stretches =
        GzipHeader.magic(stored)
            ? new GzipMembers(stored, this::report)
            : new PlainStretches(stored);
    this.content = new Lookahead(stretches, Stretches.WINDOW, 0, 0);
  }

  /// Reads an archive from its beginning. Closing the reader closes the stream.
  ///
  /// @param archiveFile its name, for damage reports
  /// @param damage is told of what cannot be read
  public static ArchiveReader open(InputStream in, String archiveFile, Consumer<Damage> damage)
      throws IOException {
    ArchiveReader reader = new ArchiveReader(in, 0, archiveFile, damage);
    reader.refuseForeign();
    return reader;
  }

  /// Reads a stored archive from one record on, without looking at what stands before its gzip
  /// member. Closing the reader closes the stream.
  ///
  /// @param in the stored bytes from `offset` on
  /// @param archiveFile its name, for damage reports
  /// @param offset as [ArchiveRecord#offset()]
  /// @param innerOffset as [ArchiveRecord#innerOffset()]
  public static ArchiveReader openAt(
      InputStream in, String archiveFile, long offset, long innerOffset, Consumer<Damage> damage)
      throws IOException {
    try {
      ArchiveReader reader = new ArchiveReader(in, offset, archiveFile, damage);
      reader.enter();
      new RecordBody(reader.content, innerOffset).finish();
      return reader;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /// The next record; null after the last. The body of the record before is passed over.
  ///
  /// @throws IOException only when the stream underneath fails
  public @Nullable ArchiveRecord next() throws IOException {
    finishCurrent();
    while (inStretch || enter()) {
      skipBlankLines();
      if (content.ahead(1) == 0) {
        inStretch = false;
      } else {
        current = read();
        if (current != null) {
          return current;
        }
      }
    }
    if (!anything) {
      report(0, "the file holds no record");
    }
    return null;
  }

  /// Bytes of the stored file that were read so far.
  public long bytesRead() {
    return stored.position();
  }

  @Override
  public void close() throws IOException {
    stretches.close();
    in.close();
  }

  private void refuseForeign() throws IOException {
    if (stored.ahead(1) == 0) {
      report(0, "the file is empty");
    }
    for (String magic : FOREIGN) {
      boolean foreign = stored.ahead(magic.length()) >= magic.length();
      for (int i = 0; foreign && i < magic.length(); i++) {
        foreign = (stored.at(i) & 0xff) == magic.charAt(i);
      }
      if (foreign) {
        report(0, Hex.start(stored, "neither WARC nor ARC nor gzip: starts with "));
        while (stored.ahead(1) > 0) {
          stored.consume(stored.ahead(1));
        }
      }
    }
  }

  private boolean enter() throws IOException {
    inStretch = stretches.next();
    content.restart();
    return inStretch;
  }

  private void finishCurrent() throws IOException {
    ArchiveRecord last = current;
    current = null;
    if (last == null) {
      return;
    }
    last.finish();
    if (last.missing() > 0 && !stretches.broken()) {
      report(
          last.offset(),
          "record promises %,d bytes and holds %,d"
              .formatted(last.length(), last.length() - last.missing()));
    }
  }

  private void skipBlankLines() throws IOException {
    while (content.ahead(1) > 0 && (content.at(0) == '\n' || content.at(0) == '\r')) {
      content.consume(1);
    }
  }

  /// The record that begins here; null when none does, or none can be read.
  private @Nullable ArchiveRecord read() throws IOException {
    Place place = stretches.place(content.position());
    if (RecordStart.warc(content, 0)) {
      return warc(place);
    }
    ArcLine line = ArcLine.next(content);
    if (line == null) {
      passGarbage(place);
      return null;
    }
    HeaderBlock.skipLine(content);
    return record(RecordHeader.arc(line), place);
  }

  private @Nullable ArchiveRecord warc(Place place) throws IOException {
    HeaderBlock block = HeaderBlock.read(content, MAX_HEADER);
    if (block.end() == HeaderBlock.End.BLANK_LINE) {
      return record(RecordHeader.warc(block.lines()), place);
    }
    if (block.end() != HeaderBlock.End.CLIPPED || !stretches.broken()) {
      report(
          place.offset(),
          "record header of %,d bytes %s".formatted(block.bytes(), block.end().clause()));
    }
    return null;
  }

  private ArchiveRecord record(RecordHeader header, Place place) {
    String problem = header.problem();
    if (problem != null) {
      report(place.offset(), problem);
    }
    anything = true;
    return new ArchiveRecord(header, place, new RecordBody(content, Math.max(header.length(), 0)));
  }

  private void passGarbage(Place place) throws IOException {
    String clause =
        Hex.start(
            content,
            anything
                ? "%,d bytes that are no record, starting with "
                : "neither WARC nor ARC: %,d bytes, starting with ");
    long from = content.position();
    do {
      HeaderBlock.skipLine(content);
    } while (content.ahead(1) > 0 && !RecordStart.next(content));
    if (content.ahead(1) > 0 || !stretches.broken()) { // else its damage is told of anyway
      report(place.offset(), clause.formatted(content.position() - from));
    }
  }

  private void report(long offset, String problem) {
    anything = true;
    damage.accept(new Damage(archiveFile, offset, problem));
  }
}
