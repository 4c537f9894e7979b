/// The command line: the whole journey in one process.
@NullMarked
package pairmill.cli;

import org.jspecify.annotations.NullMarked;
