package pairmill.explorer.find;

/// Keeps the embeddings that differ from one in the fewest signs, of any number of them.
final class Promising {
  private static final int KEPT = 2_000;
  private static final int AT_ONCE = 2 * KEPT;

  private final int[] places = new int[AT_ONCE];
  private final int[] differing = new int[AT_ONCE];
  private final int signs;
  private int count;
  private int most;

  /// @param signs how many an embedding has
  Promising(int signs) {
    this.signs = signs;
    this.most = signs;
  }

  /// In how many signs one may differ: those that differ in more need not be added.
  int most() {
    return most;
  }

  void add(int place, int differs) {
    places[count] = place;
    differing[count++] = differs;
    if (count == AT_ONCE) {
      narrow();
    }
  }

  // Leaves KEPT. Of those that differ in equally many the first are as good as others.
  private void narrow() {
    int[] starts = starts(differing, count, signs);
    most = 0;
    while (starts[most + 1] < KEPT) {
      most++;
    }
    int ties = KEPT - starts[most];
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (differing[i] < most || (differing[i] == most && ties-- > 0)) {
        places[left] = places[i];
        differing[left++] = differing[i];
      }
    }
    count = left;
    most--;
  }

  /// For each number of signs how many differ in fewer.
  private static int[] starts(int[] differing, int count, int signs) {
    int[] starts = new int[signs + 2];
    for (int i = 0; i < count; i++) {
      starts[differing[i] + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    return starts;
  }

  /// Which of some differ in the fewest, these first: their numbers from 0; of those that differ in
  /// equally many the first ones.
  ///
  /// @param signs in which they may differ
  static int[] ascending(int[] differing, int count, int signs) {
    int[] starts = starts(differing, count, signs);
    int[] ordered = new int[count];
    for (int i = 0; i < count; i++) {
      ordered[starts[differing[i]]++] = i;
    }
    return ordered;
  }

  /// The places of some thousand, those that differ in the fewest first.
  int[] inOrder() {
    int[] ordered = ascending(differing, count, signs);
    for (int i = 0; i < count; i++) {
      ordered[i] = places[ordered[i]];
    }
    return ordered;
  }
}
