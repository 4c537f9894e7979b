@NullMarked
package pairmill.scorer;

import org.jspecify.annotations.NullMarked;
