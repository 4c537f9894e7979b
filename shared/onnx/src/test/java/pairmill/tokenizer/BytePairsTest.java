package pairmill.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class BytePairsTest {
  private static final String MERGES = merges();

  /// The plain way: search the whole word for the pair of lowest rank, merge it wherever it stands,
  /// search again.
  private static final class Plain {
    private final Map<List<String>, Integer> ranks = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    Plain() {
      for (int b = '!'; b < 0x100; b++) {
        if (b <= '~' || (b > 0xa0 && b != 0xad)) {
          ids.put(Character.toString(b), ids.size());
        }
      }
      List<String> printable = List.copyOf(ids.keySet());
      printable.forEach(c -> ids.put(c + "</w>", 256 + Objects.requireNonNull(ids.get(c))));
      for (String line : MERGES.lines().toList()) {
        List<String> pair = List.of(line.split(" "));
        ids.put(String.join("", pair), 512 + ranks.size());
        ranks.put(pair, ranks.size());
      }
    }

    int[] ids(String word) {
      List<String> symbols = new ArrayList<>(word.chars().mapToObj(Character::toString).toList());
      symbols.set(symbols.size() - 1, symbols.getLast() + "</w>");
      for (Optional<List<String>> pair = first(symbols); pair.isPresent(); pair = first(symbols)) {
        for (int i = 0; i + 1 < symbols.size(); i++) {
          if (symbols.subList(i, i + 2).equals(pair.get())) {
            symbols.set(i, symbols.get(i) + symbols.remove(i + 1));
          }
        }
      }
      return symbols.stream().mapToInt(s -> Objects.requireNonNull(ids.get(s), s)).toArray();
    }

    private Optional<List<String>> first(List<String> symbols) {
      List<List<String>> pairs = new ArrayList<>();
      for (int i = 0; i + 1 < symbols.size(); i++) {
        pairs.add(List.of(symbols.get(i), symbols.get(i + 1)));
      }
      return pairs.stream()
          .filter(ranks::containsKey)
          .min(Comparator.comparing(pair -> Objects.requireNonNull(ranks.get(pair))));
    }
  }

  @Test
  void queueAndPlainSearchMergeAlike() throws IOException {
    BytePairs pairs = read(MERGES);
    Plain plain = new Plain();
    Random random = new Random(1);
    String[] alphabets = {"ab", "an", "etaoinshrdlu", "!=-", "xyz0123456789", "¡¢£¤Ã©ð"};
    for (int i = 0; i < 3_000; i++) {
      String alphabet = alphabets[i % alphabets.length];
      StringBuilder word = new StringBuilder();
      for (int length = 1 + random.nextInt(i % 50 == 0 ? 400 : 24); length > 0; length--) {
        word.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] bytes = word.toString().getBytes(StandardCharsets.ISO_8859_1);
      assertArrayEquals(plain.ids(word.toString()), pairs.ids(bytes), word.toString());
    }
  }

  /// What the queue counts on: a symbol comes of one pair, and before the pairs that it is part of.
  @Test
  void everySymbolOfTheTableComesOfOnePair() throws IOException {
    assertEquals(48_894, MERGES.lines().distinct().count());
    assertEquals(48_894, MERGES.lines().map(line -> line.replace(" ", "")).distinct().count());
    assertEquals(49_406, read(MERGES).size());
  }

  @Test
  void tableWithAnUnknownSymbolIsRefused() {
    var e = assertThrows(IOException.class, () -> read("i n\nin x</w>\nth e\n"));
    assertEquals("merge 2 is not of two symbols known: th e", e.getMessage());
    assertThrows(IOException.class, () -> read("in"));
    assertThrows(IOException.class, () -> read("a b c"));
  }

  private static BytePairs read(String merges) throws IOException {
    return BytePairs.read(new ByteArrayInputStream(merges.getBytes(StandardCharsets.UTF_8)));
  }

  private static String merges() {
    try (var in = BytePairs.class.getResourceAsStream("/models/clip-bpe/merges.txt.gz")) {
      byte[] text = new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
