/// Captions to token ids. Enter at [pairmill.tokenizer.Tokenizers].
@NullMarked
package pairmill.tokenizer;

import org.jspecify.annotations.NullMarked;
