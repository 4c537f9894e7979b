package pairmill.aws;

/// How many messages are in a queue, about: SQS counts them by and by.
///
/// @param waiting those that may be received, now or after a while
/// @param inFlight those that somebody works on
/// @param dead those that were set aside
public record QueueCounts(long waiting, long inFlight, long dead) {}
