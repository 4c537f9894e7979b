package pairmill.warc;

import java.io.Closeable;
import java.io.IOException;

/// The content of an archive, inflated where it was deflated, in stretches that hang together.
///
/// A record never reaches beyond its stretch: a stretch ends where the file ends, where the file is
/// damaged, and before a gzip member that begins a record.
interface Stretches extends Lookahead.Source, Closeable {
  /// Goes on to the next stretch, or to the first.
  ///
  /// @return false when there is none
  boolean next() throws IOException;

  /// Fills from the current stretch, as [java.io.InputStream#read(byte[], int, int)]; -1 at its
  /// end.
  @Override
  int read(byte[] into, int from, int length) throws IOException;

  /// True when the current stretch has ended by damage, which is reported by [#next()].
  boolean broken();

  /// Where in the stored file the byte at a position of the current stretch is found. Asked for
  /// positions no further back than [#WINDOW] bytes behind what was read.
  Place place(long position);

  /// A place in the stored file.
  ///
  /// @param offset of the gzip member, or of the byte itself where nothing is deflated
  /// @param inner inflated bytes of the member before it
  record Place(long offset, long inner) {}

  /// How many bytes of a stretch its reader may hold unread.
  int WINDOW = 128 * 1024;
}
