@NullMarked
package pairmill.cli.demo;

import org.jspecify.annotations.NullMarked;
