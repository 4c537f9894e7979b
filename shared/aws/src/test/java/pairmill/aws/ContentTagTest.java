package pairmill.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.run.RunKeys;

final class ContentTagTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a-run"})
  void picturesAndPairsAreToldFromWhatIsKept(String run) {
    RunKeys keys = new RunKeys(run);
    assertEquals("content=pictures", ContentTag.of(keys.tar(0)));
    assertEquals("content=pictures", ContentTag.of(keys.partTar(0, 1)));
    assertEquals("content=pairs", ContentTag.of(keys.pairs("a.warc.gz")));
    assertEquals("content=pairs", ContentTag.of(keys.images("a.warc.gz")));
    assertEquals("content=pairs", ContentTag.of(keys.shard(7)));
    assertEquals("content=pairs", ContentTag.of(keys.partSamples(7, 1)));
    for (String kept :
        new String[] {
          keys.spec(),
          keys.planStats(),
          keys.samples(1),
          keys.rows(1),
          keys.scoreStats(1),
          keys.manifest(),
          keys.dataset("en/part-00000.parquet"),
          keys.imageEmbeddings(0)
        }) {
      assertEquals(null, ContentTag.of(kept), kept);
    }
  }
}
