/// Tests of costs.
@NullMarked
package pairmill.cost;

import org.jspecify.annotations.NullMarked;
