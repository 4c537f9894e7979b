@NullMarked
package pairmill.duckdb;

import org.jspecify.annotations.NullMarked;
