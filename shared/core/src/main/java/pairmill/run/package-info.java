/// A run: its inputs, its spec, and the names of its objects. Enter at [pairmill.run.Run].
@NullMarked
package pairmill.run;

import org.jspecify.annotations.NullMarked;
