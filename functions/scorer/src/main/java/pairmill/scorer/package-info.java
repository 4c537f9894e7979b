/// The container that scores: takes shards from a queue of SQS, has them scored, and tells the
/// queue of datasets. Enter at [pairmill.scorer.Main].
@NullMarked
package pairmill.scorer;

import org.jspecify.annotations.NullMarked;
