package pairmill.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Reads a `tokenizer.json`. Anything that would change ids and is not known is refused.
final class TokenizerJson {
  /// Ten times that of a vocabulary of 120,000 pieces.
  private static final int MAX_BYTES = 32 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLIP_SIZE = 49_408;

  /// A token, the text, a token.
  private static final int TEMPLATE_PARTS = 3;

  private final Path file;

  private TokenizerJson(Path file) {
    this.file = file;
  }

  static Tokenizer read(Path file) throws IOException {
    return new TokenizerJson(file).read();
  }

  private Tokenizer read() throws IOException {
    JsonNode root = parse();
    JsonNode model = root.path("model");
    String type = model.path("type").asText("");
    if (type.equals("BPE") && isClip(model.path("vocab"))) {
      return new ClipTokenizer();
    }
    if (!type.equals("WordPiece")) {
      throw wrong("has a model of type \"" + type + "\", not WordPiece or CLIP's BPE");
    }
    return new WordPieceTokenizer(
        addedTokens(root.path("added_tokens")),
        normalizer(root.path("normalizer"), root.path("pre_tokenizer")),
        pieces(model),
        specialId(root.path("post_processor"), Side.BEFORE),
        specialId(root.path("post_processor"), Side.AFTER));
  }

  private JsonNode parse() throws IOException {
    byte[] content;
    try (var in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
    if (content.length > MAX_BYTES) {
      throw wrong("has more than " + MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      // the parser tells the place in lines of its own
      String what = Objects.toString(e.getMessage(), "");
      throw wrong("is not JSON: " + what.lines().findFirst().orElse(what));
    }
  }

  private static boolean isClip(JsonNode vocabulary) {
    return vocabulary.size() == CLIP_SIZE
        && vocabulary.path("<|startoftext|>").asInt() == CLIP_SIZE - 2
        && vocabulary.path("<|endoftext|>").asInt() == CLIP_SIZE - 1;
  }

  private WordPiece pieces(JsonNode model) throws IOException {
    JsonNode vocabulary = object(model, "vocab");
    Map<String, Integer> ids = HashMap.newHashMap(vocabulary.size());
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      ids.put(entry.getKey(), id(entry.getValue(), "the vocabulary's \"" + entry.getKey() + "\""));
    }
    String unknown = text(model, "unk_token");
    Integer unknownId = ids.get(unknown);
    if (unknownId == null) {
      throw wrong("has an unk_token \"" + unknown + "\" that its vocabulary lacks");
    }
    int longest = id(model.path("max_input_chars_per_word"), "max_input_chars_per_word");
    return new WordPiece(ids, unknownId, text(model, "continuing_subword_prefix"), longest);
  }

  private BertText normalizer(JsonNode normalizer, JsonNode preTokenizer) throws IOException {
    expect("normalizer", normalizer, "BertNormalizer");
    expect("pre_tokenizer", preTokenizer, "BertPreTokenizer");
    boolean lowercase = flag(normalizer, "lowercase");
    JsonNode stripAccents = normalizer.path("strip_accents");
    return new BertText(
        flag(normalizer, "clean_text"),
        flag(normalizer, "handle_chinese_chars"),
        stripAccents.isNull() ? lowercase : flag(normalizer, "strip_accents"),
        lowercase);
  }

  private Map<String, Integer> addedTokens(JsonNode tokens) throws IOException {
    Map<String, Integer> ids = new TreeMap<>();
    for (JsonNode token : tokens) {
      String content = text(token, "content");
      for (String option : new String[] {"single_word", "lstrip", "rstrip", "normalized"}) {
        if (flag(token, option)) {
          throw wrong("has an added token \"" + content + "\" with " + option + ": not supported");
        }
      }
      if (!content.isEmpty()) {
        ids.put(content, id(token.path("id"), "the added token \"" + content + "\""));
      }
    }
    return ids;
  }

  private enum Side {
    BEFORE,
    AFTER
  }

  /// The id that stands on one side of every text.
  private int specialId(JsonNode processor, Side side) throws IOException {
    if (processor.path("type").asText("").equals("BertProcessing")) {
      String name = side == Side.BEFORE ? "cls" : "sep";
      return id(processor.path(name).path(1), "post_processor." + name);
    }
    expect("post_processor", processor, "TemplateProcessing");
    JsonNode template = processor.path("single");
    if (template.size() != TEMPLATE_PARTS || !template.path(1).has("Sequence")) {
      throw wrong("has a post_processor that does not put one token before and one behind a text");
    }
    String token = text(template.path(side == Side.BEFORE ? 0 : 2).path("SpecialToken"), "id");
    JsonNode ids = processor.path("special_tokens").path(token).path("ids");
    if (ids.size() != 1) {
      throw wrong("has " + ids.size() + " ids for its token \"" + token + "\", not 1");
    }
    return id(ids.path(0), "post_processor's \"" + token + "\"");
  }

  private void expect(String name, JsonNode node, String type) throws IOException {
    if (!node.path("type").asText("").equals(type)) {
      throw wrong(
          "has a " + name + " of type \"" + node.path("type").asText("") + "\", not " + type);
    }
  }

  private JsonNode object(JsonNode parent, String name) throws IOException {
    if (!parent.path(name).isObject()) {
      throw wrong("has no object \"" + name + "\" where one belongs");
    }
    return parent.path(name);
  }

  private String text(JsonNode parent, String name) throws IOException {
    if (!parent.path(name).isTextual()) {
      throw wrong("has no text \"" + name + "\" where one belongs");
    }
    return parent.path(name).textValue();
  }

  private boolean flag(JsonNode parent, String name) throws IOException {
    if (!parent.path(name).isBoolean()) {
      throw wrong("has no true or false \"" + name + "\" where one belongs");
    }
    return parent.path(name).booleanValue();
  }

  private int id(JsonNode node, String name) throws IOException {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw wrong("has no whole number of 0 or more for " + name);
    }
    return node.intValue();
  }

  private IOException wrong(String what) {
    return new IOException("[" + file + "] " + what);
  }
}
