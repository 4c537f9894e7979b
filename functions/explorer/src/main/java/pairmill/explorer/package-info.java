/// The explorer: lets people look into a dataset, in the browser, safely.
///
/// Enter at [Main]. `index` makes from Parquet files what is looked at, `find` answers questions
/// about rows, `page` turns answers into pages, and `safe` stands between them and whoever asks.
@NullMarked
package pairmill.explorer;

import org.jspecify.annotations.NullMarked;
