/// What is milled: a pair of an image URL and a caption, where it was found, and why one is
/// refused.
@NullMarked
package pairmill.pair;

import org.jspecify.annotations.NullMarked;
