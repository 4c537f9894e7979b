/// What stands between the explorer and whoever asks.
@NullMarked
package pairmill.explorer.safe;

import org.jspecify.annotations.NullMarked;
