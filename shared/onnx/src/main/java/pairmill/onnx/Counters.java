package pairmill.onnx;

import java.util.concurrent.atomic.LongAdder;

/// Counts what [Timings] tells. Safe for use by many threads.
final class Counters {
  final LongAdder images = new LongAdder();
  final LongAdder captions = new LongAdder();
  final LongAdder decode = new LongAdder();
  final LongAdder tokenize = new LongAdder();
  final LongAdder detect = new LongAdder();
  final LongAdder infer = new LongAdder();

  Timings timings() {
    return new Timings(
        images.sum(), captions.sum(), decode.sum(), tokenize.sum(), detect.sum(), infer.sum());
  }
}
