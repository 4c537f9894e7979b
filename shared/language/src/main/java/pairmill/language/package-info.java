/// Tells the language of captions, with Lingua.
@NullMarked
package pairmill.language;

import org.jspecify.annotations.NullMarked;
