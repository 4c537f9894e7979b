package pairmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UsualShelfTest {
  private static final Path HOME = Path.of("/home/me");

  private static void stand(String folder, Map<String, String> environment) {
    assertEquals(Path.of(folder), ModelShelf.usual(environment, HOME));
  }

  @Test
  void folderFollowsTheEnvironment() {
    stand("/home/me/.cache/pairmill/models", Map.of());
    stand("/big/pairmill/models", Map.of("XDG_CACHE_HOME", "/big"));
    stand("/home/me/.cache/pairmill/models", Map.of("XDG_CACHE_HOME", "relative"));
    stand("/m", Map.of("XDG_CACHE_HOME", "/big", "PAIRMILL_MODELS", "/m"));
    stand("/home/me/.cache/pairmill/models", Map.of("XDG_CACHE_HOME", "", "PAIRMILL_MODELS", ""));
  }
}
