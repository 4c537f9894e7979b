package pairmill.tokenizer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenizersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void folderWithoutAFileHasClipsTokenizer() throws IOException {
    assertInstanceOf(ClipTokenizer.class, Tokenizers.open(folder));
  }

  @Test
  void clipsOwnBytePairsAreClipsTokenizer() throws IOException {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ObjectNode vocabulary = file.putObject("model").put("type", "BPE").putObject("vocab");
    for (int i = 0; i < 49_406; i++) {
      vocabulary.put("piece " + i, i);
    }
    vocabulary.put("<|startoftext|>", 49_406).put("<|endoftext|>", 49_407);
    Goldens.write(folder, file);
    assertInstanceOf(ClipTokenizer.class, Tokenizers.open(folder));
    vocabulary.remove("piece 0");
    Goldens.write(folder, file);
    assertEquals("has a model of type \"BPE\", not WordPiece or CLIP's BPE", complaint());
  }

  /// A change to a file that is right, and what is said of it.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "/model | type | \"Unigram\" | has a model of type \"Unigram\", not WordPiece or CLIP's BPE",
        "/model | vocab | [] | has no object \"vocab\" where one belongs",
        "/model/vocab | cat | -1 | has no whole number of 0 or more for the vocabulary's \"cat\"",
        "/model/vocab | cat | 1.5 | has no whole number of 0 or more for the vocabulary's \"cat\"",
        "/model/vocab | cat | 4294967297 | has no whole number of 0 or more for the vocabulary's \"cat\"",
        "/model | unk_token | \"[NO]\" | has an unk_token \"[NO]\" that its vocabulary lacks",
        "/model | unk_token | null | has no text \"unk_token\" where one belongs",
        "/model | max_input_chars_per_word | \"x\" | has no whole number of 0 or more for max_input_chars_per_word",
        "/normalizer | type | \"NFKC\" | has a normalizer of type \"NFKC\", not BertNormalizer",
        "/normalizer | lowercase | 1 | has no true or false \"lowercase\" where one belongs",
        "/pre_tokenizer | type | \"Metaspace\" | has a pre_tokenizer of type \"Metaspace\", not BertPreTokenizer",
        "/post_processor | type | \"ByteLevel\" | has a post_processor of type \"ByteLevel\", not TemplateProcessing",
        "/post_processor | single | [] | has a post_processor that does not put one token before and one behind a text",
        "/post_processor | special_tokens | {} | has 0 ids for its token \"[CLS]\", not 1",
        "/added_tokens/0 | lstrip | true | has an added token \"[PAD]\" with lstrip: not supported",
        "/added_tokens/0 | id | null | has no whole number of 0 or more for the added token \"[PAD]\"",
      })
  void whatIsNotKnownIsRefusedInOneSentence(String at, String name, String value, String complaint)
      throws IOException {
    JsonNode file = JSON.readTree(Goldens.text("cased/tokenizer.json"));
    ((ObjectNode) file.at(at)).set(name, JSON.readTree(value));
    Goldens.write(folder, file);
    assertEquals(complaint, complaint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "7", "{\"model\": []}"})
  void emptyFilesAreRefused(String content) throws IOException {
    Files.writeString(folder.resolve(Tokenizers.FILE), content);
    assertEquals("has a model of type \"\", not WordPiece or CLIP's BPE", complaint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "<html>", "\0\0\0", "\ufeff\ufeff", "[[[["})
  void whatIsNotJsonIsRefused(String content) throws IOException {
    Files.writeString(folder.resolve(Tokenizers.FILE), content.repeat(2_000));
    String complaint = complaint();
    assertTrue(complaint.startsWith("is not JSON: "), complaint);
    assertEquals(1, complaint.lines().count(), complaint);
  }

  @Test
  void folderInPlaceOfTheFileIsRefused() throws IOException {
    Files.createDirectory(folder.resolve(Tokenizers.FILE));
    assertTrue(complaint().startsWith("cannot be read: "));
  }

  @Test
  void linkToNowhereInPlaceOfTheFileIsRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve(Tokenizers.FILE), folder.resolve("nowhere"));
    assertTrue(complaint().startsWith("cannot be read: "));
  }

  @Test
  void damagedFilesGiveASentenceOrATokenizer() throws IOException {
    byte[] right = Goldens.text("cased/tokenizer.json").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = right.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        // most of the file is vocabulary; what counts stands before and behind
        int at = random.nextBoolean() ? random.nextInt(right.length) : random.nextInt(1_700);
        damaged[at] = (byte) "\"{}[]:,0-9truefalsnk\u00ff".charAt(random.nextInt(20));
      }
      Files.write(folder.resolve(Tokenizers.FILE), damaged);
      assertDoesNotThrow(() -> {
        try {
          Tokenizers.open(folder).ids("A photo of a [MASK] 😀", 77);
        } catch (IOException e) {
          assertTrue(Objects.toString(e.getMessage()).startsWith("[" + folder), e::getMessage);
        }
      });
    }
  }

  /// What is said behind the file's name.
  private String complaint() {
    var e = assertThrows(IOException.class, () -> Tokenizers.open(folder));
    String place = "[" + folder.resolve(Tokenizers.FILE) + "] ";
    String message = Objects.toString(e.getMessage());
    assertTrue(message.startsWith(place), message);
    return message.substring(place.length());
  }
}
