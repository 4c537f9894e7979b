package pairmill.warc;

import org.jspecify.annotations.Nullable;

/// A body with its content codings undone.
///
/// @param bytes as many as could be had
/// @param cut true when there were more than the limit
/// @param problem why there are no more, as a clause; null when all is there
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record DecodedBody(byte[] bytes, boolean cut, @Nullable String problem) {}
