package pairmill.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Opens the tokenizer of a model.
public final class Tokenizers {
  /// Hugging Face's file with all that a tokenizer is made of.
  public static final String FILE = "tokenizer.json";

  private Tokenizers() {}

  /// The tokenizer that the folder's `tokenizer.json` describes; without one, OpenAI's of CLIP.
  ///
  /// Of `tokenizer.json`, two kinds are read: WordPiece as BERT has it, and CLIP's own byte pairs,
  /// for which it is [ClipTokenizer] too: Hugging Face's cleaning of captions is not the one that
  /// CLIP was trained with. What the file says on truncation and padding is left aside.
  ///
  /// @throws IOException when the file cannot be read or is of another kind; the message names the
  ///   file and what is wrong with it
  public static Tokenizer open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    // A link to nowhere is a file that is missing, not one that was never there.
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? TokenizerJson.read(file)
        : new ClipTokenizer();
  }
}
