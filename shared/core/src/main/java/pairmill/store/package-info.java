/// Where objects are kept. Enter at [pairmill.store.Store].
@NullMarked
package pairmill.store;

import org.jspecify.annotations.NullMarked;
