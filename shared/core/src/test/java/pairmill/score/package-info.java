@NullMarked
package pairmill.score;

import org.jspecify.annotations.NullMarked;
