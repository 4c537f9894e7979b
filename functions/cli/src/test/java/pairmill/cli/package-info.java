@NullMarked
package pairmill.cli;

import org.jspecify.annotations.NullMarked;
