/// The stages and what moves between them. Enter at [pairmill.stage.Stage].
@NullMarked
package pairmill.stage;

import org.jspecify.annotations.NullMarked;
