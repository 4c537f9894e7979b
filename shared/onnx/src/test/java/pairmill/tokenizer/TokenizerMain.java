package pairmill.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// Tokenizes for `.ci/check_clip_tokens.py`: one JSON string a line on standard input, one array of
/// ids a line on standard output.
final class TokenizerMain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenizerMain() {}

  /// Tokenizes until the input ends.
  ///
  /// @param args most ids; a model's folder, where it is not CLIP's tokenizer
  public static void main(String[] args) throws IOException {
    Tokenizer tokenizer = args.length < 2 ? new ClipTokenizer() : Tokenizers.open(Path.of(args[1]));
    int longest = Integer.parseInt(args[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    var out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Arrays.toString(tokenizer.ids(JSON.readValue(line, String.class), longest)));
    }
    out.flush();
  }
}
