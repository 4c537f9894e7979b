/// The published rules, in their published order. Enter at [pairmill.filter.Rules].
@NullMarked
package pairmill.filter;

import org.jspecify.annotations.NullMarked;
