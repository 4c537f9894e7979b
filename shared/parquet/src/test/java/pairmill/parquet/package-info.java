@NullMarked
package pairmill.parquet;

import org.jspecify.annotations.NullMarked;
