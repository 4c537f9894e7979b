@NullMarked
package pairmill.pair;

import org.jspecify.annotations.NullMarked;
