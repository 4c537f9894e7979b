package pairmill.explorer.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What comes back: a line of JSON.
///
/// @param answer null when it was refused
/// @param refusal a sentence; null when it was answered
/// @param missing names of parameters that have no value; it is not answered then
/// @param last true when the process answers no more
record Told(
    @Nullable SqlAnswer answer, @Nullable String refusal, List<String> missing, boolean last) {}
