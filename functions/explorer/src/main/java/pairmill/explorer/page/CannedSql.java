package pairmill.explorer.page;

import java.util.List;

/// Questions worth asking.
final class CannedSql {
  static final List<Sql.Canned> ALL =
      List.of(
          canned(
              "Which sites have the most beautiful pictures?",
              """
              SELECT domain, count, aesthetic, punsafe
              FROM domains
              WHERE count >= $least
              ORDER BY aesthetic DESC NULLS LAST
              LIMIT 50\
              """,
              "least",
              "10"),
          canned(
              "How many rows does a threshold keep?",
              """
              SELECT bin / per AS at_least,
                sum(count) OVER (ORDER BY bin DESC) AS rows,
                sum(count) OVER (ORDER BY bin DESC) / sum(count) OVER () AS share
              FROM histograms
              WHERE name = $score
              ORDER BY at_least\
              """,
              "score",
              "similarity"),
          canned(
              "Do long captions fit their pictures better?",
              """
              SELECT least(length(caption) // 20 * 20, 400) AS characters,
                count(*) AS pictures, avg(similarity) AS similarity
              FROM rows
              GROUP BY characters
              ORDER BY characters\
              """),
          canned(
              "Does the shape of a picture go with its quality?",
              """
              SELECT CASE WHEN width > 1.2 * height THEN 'wide'
                  WHEN height > 1.2 * width THEN 'tall' ELSE 'square' END AS shape,
                count(*) AS pictures, avg(width * height) / 1e6 AS megapixels,
                avg(aesthetic) AS aesthetic, avg(pwatermark) AS pwatermark
              FROM rows
              WHERE width > 0 AND height > 0
              GROUP BY shape
              ORDER BY pictures DESC\
              """),
          canned(
              "What does one site give?",
              """
              SELECT id, caption, language, width, height, similarity, aesthetic
              FROM rows
              WHERE domain = $domain
              ORDER BY aesthetic DESC NULLS LAST
              LIMIT 100\
              """,
              "domain",
              ""),
          canned(
              "Which words stand most often in captions, in a sample?",
              """
              WITH sample AS (
                SELECT DISTINCT id, unnest(regexp_extract_all(lower(caption), '\\w{4,}')) AS word
                FROM rows
                WHERE id // 100 % $one_in = 0)
              SELECT word, count(*) AS pictures
              FROM sample
              GROUP BY word
              ORDER BY pictures DESC, word
              LIMIT 100\
              """,
              "one_in",
              "50"));

  private CannedSql() {}

  /// Parameters are `name, value`; one without a value is asked for.
  private static Sql.Canned canned(String title, String sql, String... parameters) {
    return new Sql.Canned(
        title,
        parameters.length == 0 || parameters[1].isEmpty()
            ? Question.address("sql", "sql", sql)
            : Question.address("sql", "sql", sql, parameters[0], parameters[1]));
  }
}
