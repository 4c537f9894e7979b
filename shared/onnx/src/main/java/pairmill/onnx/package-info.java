/// The scorer over onnxruntime. Enter at [pairmill.onnx.OnnxScorer].
@NullMarked
package pairmill.onnx;

import org.jspecify.annotations.NullMarked;
