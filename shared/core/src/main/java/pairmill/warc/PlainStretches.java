package pairmill.warc;

import java.io.IOException;

/// An archive that is not deflated: one stretch.
final class PlainStretches implements Stretches {
  private final Lookahead stored;
  private final long base;
  private boolean begun;

  PlainStretches(Lookahead stored) {
    this.stored = stored;
    this.base = stored.position();
  }

  @Override
  public boolean next() throws IOException {
    boolean first = !begun;
    begun = true;
    return first && stored.ahead(1) > 0;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return stored.read(into, from, length);
  }

  @Override
  public boolean broken() {
    return false;
  }

  @Override
  public Place place(long position) {
    return new Place(base + position, 0);
  }

  @Override
  public void close() {}
}
