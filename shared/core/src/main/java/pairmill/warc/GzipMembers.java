package pairmill.warc;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The gzip members of an archive, inflated.
///
/// Members that do not begin a record go on with the stretch before: a writer may cut members
/// anywhere. After damage, the next stretch begins at the next member that inflates to the
/// beginning of a record.
final class GzipMembers implements Stretches {
  /// Bytes at a member's beginning in which it is looked for the beginning of a record.
  private static final int HEAD = 4 * 1024;

  /// Candidates that one archive may cost after damage. In random bytes one comes every 16 MiB.
  private static final int MAX_TRIES = 1_000_000;

  /// Bytes of one archive that may be looked at again after damage.
  private static final long MAX_AGAIN = 64L << 20;

  private final Lookahead stored;
  private final Faults faults;
  private final Inflater inflater = new Inflater(true);
  private final Inflater trial = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final ArrayDeque<Begin> begins = new ArrayDeque<>();
  private final byte[] head = new byte[HEAD];
  private int headAt;
  private int headEnd;

  private long memberOffset;
  private long memberSize;
  private int fed;
  private boolean memberOpen;
  private boolean waiting;
  private String fault = "";
  private int tries;
  private long again;

  private boolean stretchOpen;
  private boolean broken;
  private long produced;

  /// Where in the stretch a member begins.
  private record Begin(long position, long offset) {}

  /// @param stored stands at the beginning of a member
  GzipMembers(Lookahead stored, Faults faults) {
    this.stored = stored;
    this.faults = faults;
  }

  @Override
  public boolean next() throws IOException {
    if (!waiting && !(fault.isEmpty() ? find() : scan(true))) {
      return false;
    }
    waiting = false;
    begins.clear();
    begins.add(new Begin(0, memberOffset));
    produced = 0;
    broken = false;
    stretchOpen = true;
    return true;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (stretchOpen) {
      int count = headAt < headEnd ? takeHead(into, from, length) : inflate(into, from, length);
      if (count > 0) {
        produced += count;
        forgetBegins();
        return count;
      }
      stretchOpen = fault.isEmpty() && goesOn();
      broken = !fault.isEmpty() && !waiting;
    }
    return -1;
  }

  @Override
  public boolean broken() {
    return broken;
  }

  @Override
  public Place place(long position) {
    Begin last = begins.getFirst();
    for (Begin begin : begins) {
      if (begin.position() > position) {
        break;
      }
      last = begin;
    }
    return new Place(last.offset(), position - last.position());
  }

  @Override
  public void close() {
    inflater.end();
    trial.end();
  }

  /// Begins the next member; false when the stretch ends before it.
  private boolean goesOn() throws IOException {
    if (GzipHeader.length(stored) < 0) {
      return false;
    }
    begin();
    waiting = RecordStart.in(head, headEnd);
    if (!waiting) {
      if (!begins.isEmpty() && begins.getLast().position() == produced) {
        begins.removeLast(); // that member was empty
      }
      begins.add(new Begin(produced, memberOffset));
    }
    return !waiting;
  }

  /// Begins the next member, over bytes that are none.
  private boolean find() throws IOException {
    if (stored.ahead(1) == 0) {
      return false;
    }
    if (GzipHeader.length(stored) < 0) {
      return scan(false);
    }
    begin();
    return true;
  }

  /// Passes over damage to the next member that holds a record, and reports what was passed over.
  private boolean scan(boolean afterFault) throws IOException {
    long from = stored.position();
    String what =
        afterFault
            ? fault + ": %,d bytes passed over"
            : Hex.start(stored, "%,d bytes that are no gzip member, starting with ");
    if (afterFault) {
      stored.back(Math.max(memberOffset + 1, from - Math.max(MAX_AGAIN - again, 0)));
      again += from - stored.position();
    }
    boolean found = false;
    while (!found && stored.ahead(1) > 0) {
      found = GzipHeader.magic(stored) && tries++ < MAX_TRIES && holdsRecord();
      stored.consume(found ? 0 : 1);
    }
    faults.report(
        afterFault ? memberOffset : from, what.formatted(Math.max(stored.position() - from, 0)));
    fault = "";
    if (found) {
      begin();
    }
    return found;
  }

  private boolean holdsRecord() throws IOException {
    int header = GzipHeader.length(stored);
    if (header < 0) {
      return false;
    }
    int length = stored.ahead(header + HEAD) - header;
    trial.reset();
    trial.setInput(stored.array(), stored.start() + header, length);
    try {
      int count = 0;
      int read;
      while ((read = trial.inflate(head, count, HEAD - count)) > 0) {
        count += read;
      }
      return RecordStart.in(head, count);
    } catch (DataFormatException noMember) {
      return false;
    }
  }

  private void begin() throws IOException {
    memberOffset = stored.position();
    stored.consume(GzipHeader.length(stored));
    inflater.reset();
    crc.reset();
    memberSize = 0;
    fed = 0;
    fault = "";
    memberOpen = true;
    headAt = 0;
    headEnd = 0;
    int count;
    while (headEnd < HEAD && (count = inflate(head, headEnd, HEAD - headEnd)) > 0) {
      headEnd += count;
    }
  }

  private int takeHead(byte[] into, int from, int length) {
    int count = Math.min(length, headEnd - headAt);
    System.arraycopy(head, headAt, into, from, count);
    headAt += count;
    return count;
  }

  /// Inflates from the current member; 0 when it has ended, well or not.
  private int inflate(byte[] into, int from, int length) throws IOException {
    try {
      while (memberOpen) {
        int count = inflater.inflate(into, from, length);
        if (count > 0) {
          crc.update(into, from, count);
          memberSize += count;
          return count;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary() || !feed()) {
          fail("gzip member ends early, after %,d inflated bytes".formatted(memberSize));
        }
      }
    } catch (DataFormatException e) {
      fail(
          "gzip member is broken after %,d inflated bytes (%s)"
              .formatted(memberSize, e.getMessage()));
    }
    return 0;
  }

  private boolean feed() throws IOException {
    stored.consume(fed);
    fed = stored.ahead(1);
    inflater.setInput(stored.array(), stored.start(), fed);
    return fed > 0;
  }

  private void endMember() throws IOException {
    stored.consume(fed - inflater.getRemaining());
    fed = 0;
    memberOpen = false;
    int trailer = Math.min(stored.ahead(8), 8);
    if (trailer < 8) {
      fault = "gzip member ends early, in its trailer";
    } else if (littleEndian(0) != (int) crc.getValue() || littleEndian(4) != (int) memberSize) {
      fault =
          "gzip member does not match its checksum or size, after %,d inflated bytes"
              .formatted(memberSize);
    }
    stored.consume(trailer);
  }

  private void fail(String problem) {
    stored.consume(fed - inflater.getRemaining());
    fed = 0;
    memberOpen = false;
    fault = problem;
  }

  private int littleEndian(int at) {
    return (stored.at(at) & 0xff)
        | ((stored.at(at + 1) & 0xff) << 8)
        | ((stored.at(at + 2) & 0xff) << 16)
        | (stored.at(at + 3) << 24);
  }

  /// Drops what no place can be asked for any more.
  private void forgetBegins() {
    while (begins.size() > 1 && second().position() <= produced - 2L * WINDOW) {
      begins.removeFirst();
    }
  }

  private Begin second() {
    var all = begins.iterator();
    all.next();
    return all.next();
  }
}
