package pairmill.explorer.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A statement on its way to the process that answers it: a line of JSON.
///
/// @param values of its parameters `$name`
/// @param millis that it may take
/// @param hidden numbers of rows that nobody sees from now on; null when they are those of before
record Asked(String sql, Map<String, String> values, long millis, @Nullable List<Long> hidden) {}
