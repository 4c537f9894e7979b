package pairmill.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.shard.ShardStats;

/// How many pairs went into each stage of a run, how many came out, and why the others did not.
///
/// @param stages in the order of the journey; what comes out of one goes into the next
public record Funnel(@JsonValue List<Step> stages) {
  /// One stage.
  ///
  /// @param refused by reason; `in` = `out` + their sum
  /// @param note what a reader has to know besides; null for nothing
  public record Step(
      StageName stage,
      long in,
      long out,
      SortedMap<Reason, Long> refused,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note) {}

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Funnel {
    stages = List.copyOf(stages);
    if (stages.size() != StageName.values().length) {
      throw new IllegalArgumentException("a funnel of " + stages.size() + " stages");
    }
    for (int i = 0; i < stages.size(); i++) {
      check(stages.get(i), i == 0 ? null : stages.get(i - 1));
    }
  }

  private static void check(Step step, @Nullable Step before) {
    long sum = step.refused.values().stream().mapToLong(Long::longValue).sum();
    boolean negative = step.out < 0 || step.refused.values().stream().anyMatch(n -> n < 0);
    if (step.in != step.out + sum || negative) {
      throw new IllegalArgumentException("pairs were lost within a stage: " + step);
    }
    if (before != null && before.out != step.in) {
      throw new IllegalArgumentException("pairs were lost between stages: " + before + ", " + step);
    }
  }

  /// Adds up the statistics of all tasks of a run.
  ///
  /// @throws IllegalArgumentException when pairs were lost within or between stages
  public static Funnel of(List<ShardStats> stats) {
    Map<StageName, Sum> sums = new EnumMap<>(StageName.class);
    for (ShardStats one : stats) {
      Sum sum = sums.computeIfAbsent(one.stage(), stage -> new Sum());
      sum.in += one.in();
      sum.out += one.out();
      sum.notScored += one.count("not_scored");
      sum.unreadCaptions += one.count("unread_captions");
      one.refused().forEach((reason, n) -> sum.refused.merge(reason, n, Long::sum));
    }
    for (StageName stage : StageName.values()) {
      sums.putIfAbsent(stage, new Sum());
    }
    List<Step> steps = new ArrayList<>();
    sums.forEach(
        (stage, sum) -> steps.add(new Step(stage, sum.in, sum.out, sum.refused, sum.note())));
    return new Funnel(steps);
  }

  private static final class Sum {
    private final SortedMap<Reason, Long> refused = new TreeMap<>();
    private long in;
    private long out;
    private long notScored;
    private long unreadCaptions;

    @Nullable String note() {
      if (notScored > 0) {
        return "not scored: no model";
      }
      return unreadCaptions == 0
          ? null
          : String.format(
              Locale.ROOT,
              "%,d without similarity: no model reads the language of their captions",
              unreadCaptions);
    }
  }
}
