@NullMarked
package pairmill.aws;

import org.jspecify.annotations.NullMarked;
