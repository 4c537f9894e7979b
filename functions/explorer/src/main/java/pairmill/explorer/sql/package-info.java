/// SQL of visitors. Enter at [Sandbox].
///
/// A statement is parsed, checked and answered in a process of its own, never in that of the site:
/// DuckDB's memory limit does not count the text a function makes (`repeat('x', 1e9)` took 12 s and
/// gigabytes under a limit of 512 MB), such a function cannot be interrupted, and a fault of
/// DuckDB's would end the site. The process has no environment, may write no file, has little
/// memory, and is ended when its time is over.
@NullMarked
package pairmill.explorer.sql;

import org.jspecify.annotations.NullMarked;
