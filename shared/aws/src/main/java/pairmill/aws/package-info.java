/// Objects in S3 and tasks in SQS. Enter at [pairmill.aws.S3Store], [pairmill.aws.SqsInbox] and
/// [pairmill.aws.SqsOutbox]; what S3 says about new objects is a [pairmill.aws.S3Notice]. Functions
/// are called with a [pairmill.aws.SqsEvent], which a [pairmill.aws.FunctionWorker] works off.
@NullMarked
package pairmill.aws;

import org.jspecify.annotations.NullMarked;
