@NullMarked
package pairmill.filter;

import org.jspecify.annotations.NullMarked;
