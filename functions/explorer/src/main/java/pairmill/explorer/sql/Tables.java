package pairmill.explorer.sql;

/// The tables that statements may read: the view `rows` and the facts.
public final class Tables {
  /// Gives their names: all that the index has but what is internal to it.
  public static final String NAMES =
      """
      SELECT name FROM (
        SELECT table_name AS name, schema_name, internal, database_name FROM duckdb_tables()
        UNION ALL SELECT view_name, schema_name, internal, database_name FROM duckdb_views())
      WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
        AND name NOT IN ('every_row', 'removed')
      ORDER BY name <> 'rows', name
      """;

  private Tables() {}
}
