@NullMarked
package pairmill.cli.aws;

import org.jspecify.annotations.NullMarked;
