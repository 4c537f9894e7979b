/// The shard, up to 10,000 pairs: its files, and the statistics that commit it.
@NullMarked
package pairmill.shard;

import org.jspecify.annotations.NullMarked;
