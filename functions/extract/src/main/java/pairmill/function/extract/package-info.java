/// The function `extract`: from archives that land to pairs. Enter at
/// [pairmill.function.extract.ExtractFunction].
@NullMarked
package pairmill.function.extract;

import org.jspecify.annotations.NullMarked;
