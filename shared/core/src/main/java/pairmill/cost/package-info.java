/// What work costs where it is done: formulas and list prices, in one place. Enter at
/// [pairmill.cost.Cost].
@NullMarked
package pairmill.cost;

import org.jspecify.annotations.NullMarked;
