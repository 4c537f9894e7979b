/// What a host or a page said about being asked and being used: robots.txt and its kin.
@NullMarked
package pairmill.consent;

import org.jspecify.annotations.NullMarked;
