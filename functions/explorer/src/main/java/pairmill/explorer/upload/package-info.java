/// Pictures that visitors send. Enter at [Uploads].
///
/// A picture is decoded in a process of its own, never in that of the site: a decoder cannot be
/// stopped when it takes too long, one that reads a picture of many pixels takes the heap that
/// pages need, and a fault in code of the JDK that is not Java (JPEG, colour profiles) would end
/// the site. What comes back is a hash and a small square of plain pixels. The process ends after
/// one picture, so nothing of it is left for the next.
@NullMarked
package pairmill.explorer.upload;

import org.jspecify.annotations.NullMarked;
