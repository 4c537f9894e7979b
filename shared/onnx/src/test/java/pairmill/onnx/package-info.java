@NullMarked
package pairmill.onnx;

import org.jspecify.annotations.NullMarked;
