/// A sample: a pair with its pixels. The port that decodes, and the key that names.
@NullMarked
package pairmill.sample;

import org.jspecify.annotations.NullMarked;
