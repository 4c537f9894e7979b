/// The port through which pictures come: from the web, or from the archives themselves.
@NullMarked
package pairmill.download;

import org.jspecify.annotations.NullMarked;
