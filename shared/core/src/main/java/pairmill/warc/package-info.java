/// Records in, candidates out: WARC, WAT and ARC archives, the HTTP messages and pages in them.
///
/// Enter at [pairmill.warc.ArchiveReader].
@NullMarked
package pairmill.warc;

import org.jspecify.annotations.NullMarked;
