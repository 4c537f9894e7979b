/// Decodes, resizes, encodes and hashes pictures.
@NullMarked
package pairmill.pixels;

import org.jspecify.annotations.NullMarked;
