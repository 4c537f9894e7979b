/// The sample archive of the first five minutes, drawn from code. Enter at
/// [pairmill.cli.demo.SampleArchive].
@NullMarked
package pairmill.cli.demo;

import org.jspecify.annotations.NullMarked;
