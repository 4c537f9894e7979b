package pairmill.onnx;

import org.jspecify.annotations.Nullable;
import pairmill.pair.Pair;

/// A sample of which the picture could be decoded.
///
/// @param tower reads its caption; null when none does
/// @param tokens of its caption, for `tower`; empty without one
/// @param faces null when nothing counts them
/// @param crop for the model of the survivors; empty when there is none
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per sample would cost
record Sample(
    Pair pair, @Nullable TextTower tower, long[] tokens, @Nullable Integer faces, byte[] crop) {}
