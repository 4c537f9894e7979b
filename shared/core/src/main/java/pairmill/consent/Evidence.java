package pairmill.consent;

import java.time.Instant;

/// What was read before or while a picture was asked for: one signal, where, and when.
///
/// @param signal which one, such as `robots.txt`
/// @param value what it said, such as `allowed` or the rule that decided
/// @param source the address it was read from
/// @param at when it was read
public record Evidence(String signal, String value, String source, Instant at) {}
