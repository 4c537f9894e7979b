/// The function `dataset`: plans runs and publishes them. Enter at
/// [pairmill.function.dataset.DatasetFunction].
@NullMarked
package pairmill.function.dataset;

import org.jspecify.annotations.NullMarked;
