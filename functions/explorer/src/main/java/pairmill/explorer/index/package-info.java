/// What is looked at: one DuckDB file of rows and facts, and one Lucene folder that finds them.
@NullMarked
package pairmill.explorer.index;

import org.jspecify.annotations.NullMarked;
