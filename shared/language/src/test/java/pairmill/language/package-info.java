@NullMarked
package pairmill.language;

import org.jspecify.annotations.NullMarked;
