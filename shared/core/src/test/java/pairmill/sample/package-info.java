@NullMarked
package pairmill.sample;

import org.jspecify.annotations.NullMarked;
