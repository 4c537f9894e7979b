/// The commands, one class each.
@NullMarked
package pairmill.cli.command;

import org.jspecify.annotations.NullMarked;
