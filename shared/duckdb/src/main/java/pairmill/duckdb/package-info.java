/// Plan and publish as SQL: `plan.sql` and `publish.sql` say what happens, the classes around them
/// hand in files and limits. Enter at [pairmill.duckdb.DuckPlanner] and
/// [pairmill.duckdb.DuckPublisher].
@NullMarked
package pairmill.duckdb;

import org.jspecify.annotations.NullMarked;
