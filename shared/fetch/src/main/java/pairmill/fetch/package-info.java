/// Fetches pictures from the web: politely, safely, and many at a time. Enter at
/// [pairmill.fetch.WebFetch].
@NullMarked
package pairmill.fetch;

import org.jspecify.annotations.NullMarked;
