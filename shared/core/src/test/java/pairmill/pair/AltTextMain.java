package pairmill.pair;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Cleans alt texts for `.ci/check_alt_text.py`: one JSON string a line on standard input, one a
/// line on standard output, `null` where it is refused.
final class AltTextMain {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AltTextMain() {}

  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    var out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(JSON.writeValueAsString(cleaned(JSON.readValue(line, String.class))));
    }
    out.flush();
  }

  private static Object cleaned(String alt) {
    return switch (AltText.clean(alt)) {
      case Outcome.Kept<String>(String caption) -> caption;
      case Outcome.Refused<String> refused -> JSON.nullNode();
    };
  }
}
