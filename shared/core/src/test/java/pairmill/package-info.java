@NullMarked
package pairmill;

import org.jspecify.annotations.NullMarked;
