package pairmill.explorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import pairmill.store.Scratch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Looks at each page of a few drawn rows once, so that the JVM can remember what that takes: what
/// `pairmill` keeps of it makes every later start twice as fast.
@Command(name = "practice", hidden = true)
final class PracticeCommand implements Callable<Integer> {
  private static final String ROWS =
      """
      COPY (
        SELECT
          format('https://host{}.example/{}.jpg', i % 7, i) AS url,
          format('a picture of {} red shoes on a table', i % 13) AS caption,
          ['en', 'de', NULL][i % 3 + 1] AS language,
          640 + i % 5 AS width,
          480 AS height,
          0.2 + i % 20 / 100 AS similarity,
          4 + i % 30 / 10 AS aesthetic,
          i % 10 / 10 AS punsafe,
          i % 4 / 4 AS pwatermark,
          md5((i % 900)::VARCHAR) AS md5
        FROM range(1000) r(i)
      ) TO 'FILE' (FORMAT parquet)
      """;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("pairmill-practice");
    Path rows = folder.resolve("rows.parquet");
    draw(rows);
    CommandLine explore =
        new CommandLine(
            new ExploreCommand(url -> Thread.ofPlatform().start(() -> practise(url, folder))));
    return explore.execute(
        rows.toString(), "--index", folder.resolve("index").toString(), "--port", "0");
  }

  // Once the site is asked to end, the process does.
  private static void practise(String site, Path folder) {
    try {
      lookAround(site);
      Scratch.remove(folder);
    } catch (IOException e) {
      System.err.println("practice ended early: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Quarkus.asyncExit();
    }
  }

  private static void draw(Path file) throws IOException {
    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(ROWS.replace("FILE", file.toString().replace("'", "''")));
    } catch (SQLException e) {
      throw new IOException("DuckDB: " + e.getMessage(), e);
    }
  }

  private static void lookAround(String site) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode api = new ObjectMapper().readTree(get(client, site + "openapi.json"));
      List<String> pages = new ArrayList<>(List.of("images?q=shoes&sort=-aesthetic", "images/1"));
      for (String path : (Iterable<String>) () -> api.path("paths").fieldNames()) {
        if (!path.contains("{")) {
          pages.add(path.substring(1));
          pages.add(path.substring(1).replace("index.json", "").replace(".json", ""));
        }
      }
      for (String page : pages) {
        get(client, site + page);
      }
    }
  }

  private static String get(HttpClient client, String address)
      throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }
}
