/// The port that scores samples. Enter at [pairmill.score.Scorer].
@NullMarked
package pairmill.score;

import org.jspecify.annotations.NullMarked;
