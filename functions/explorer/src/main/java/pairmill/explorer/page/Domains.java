package pairmill.explorer.page;

import static pairmill.explorer.page.Table.count;
import static pairmill.explorer.page.Table.number;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.share;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.Database;

/// Where the pictures come from: `/domains`, by how many rows each has; `q` narrows to names that
/// hold it.
@ApplicationScoped
public final class Domains implements Page {
  private static final int SIZE = 100;
  private static final List<Table.Column> COLUMNS =
      List.of(
          count("rank", "Rank"),
          text("domain", "Domain"),
          count("count", "Pictures"),
          share("share", "Share"),
          share("cumulative", "Up to here"),
          number("similarity", "Similarity"),
          number("aesthetic", "Aesthetic"),
          number("punsafe", "Punsafe"),
          count("unsafe", "Unsafe"));

  private final Explored explored;

  @Inject
  Domains(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "domains";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String q = question.text("q", "").toLowerCase(java.util.Locale.ROOT);
    int after = question.number("after", 0, 0, Integer.MAX_VALUE);
    int size = question.number("size", SIZE, 1, 10 * SIZE);
    Database database = explored.index().database();
    List<Long> ranks = new ArrayList<>();
    List<List<@Nullable Object>> rows =
        database.query(
            "SELECT rank, domain, count, similarity, aesthetic, punsafe, unsafe, cumulative FROM domains"
                + " WHERE rank > ? AND contains(domain, ?) ORDER BY rank LIMIT ?",
            List.of(after, q, size + 1),
            found -> {
              ranks.add(found.getLong(1));
              double all = Math.max(1, explored.index().mark().rows());
              String domain = found.getString(2);
              return row(
                  found.getLong(1),
                  new Table.Link(domain, Question.address("images", "domain", domain)),
                  found.getLong(3),
                  found.getLong(3) / all,
                  found.getLong(8) / all,
                  Database.value(found, 4),
                  Database.value(found, 5),
                  Database.value(found, 6),
                  found.getLong(7));
            });
    boolean more = rows.size() > size;
    long total = database.fact("SELECT count(*) FROM domains WHERE contains(domain, ?)", q);
    String next = more ? Long.toString(ranks.get(size - 1)) : null;
    return Answer.of(
            "Domains",
            "Where the pictures come from, by registrable domain. The first 100 hold %s of all rows."
                .formatted(Show.share(topShare(database))),
            new Table(COLUMNS, more ? rows.subList(0, size) : rows, true, total, next))
        .in("domains")
        .with("curve", Charts.curve(curve(database)));
  }

  private double topShare(Database database) throws IOException {
    return database.fact("SELECT max(cumulative) FROM domains WHERE rank <= 100")
        / (double) Math.max(1, explored.index().mark().rows());
  }

  // Ranks double from point to point, as the axis is logarithmic.
  private List<double[]> curve(Database database) throws IOException {
    double all = Math.max(1, explored.index().mark().rows());
    return database.facts(
        "SELECT rank, cumulative FROM domains WHERE rank IN"
            + " (SELECT floor(pow(2, i / 4))::BIGINT FROM range(0, 120) r(i)) OR rank = (SELECT max(rank) FROM domains)"
            + " ORDER BY rank",
        List.of(),
        found -> new double[] {found.getLong(1), found.getLong(2) / all});
  }
}
