/// The function `download`: from planned pairs to samples. Enter at
/// [pairmill.function.download.DownloadFunction].
@NullMarked
package pairmill.function.download;

import org.jspecify.annotations.NullMarked;
