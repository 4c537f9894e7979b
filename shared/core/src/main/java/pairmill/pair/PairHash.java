package pairmill.pair;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/// The `hash` column of LAION's tables: the first 64 bits of MurmurHash3 x64-128 with seed 0 over
/// the UTF-8 bytes of URL and caption, one behind the other, read as a signed number.
public final class PairHash {
  private static final Hasher128 MURMUR3 = Hashing.murmur3_128();

  private PairHash() {}

  public static long of(String url, String caption) {
    byte[] bytes = (url + caption).getBytes(StandardCharsets.UTF_8);
    return MURMUR3.hashBytesTo128Bits(bytes).getLeastSignificantBits();
  }
}
