/// Which rows are meant, in which order, and how many there are.
@NullMarked
package pairmill.explorer.find;

import org.jspecify.annotations.NullMarked;
