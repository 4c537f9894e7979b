/// What models there are, which of them are on this machine, and how they get there. Enter at
/// [pairmill.models.ModelShelf].
@NullMarked
package pairmill.models;

import org.jspecify.annotations.NullMarked;
