package pairmill.cli.aws;

import java.io.IOException;
import java.util.function.Consumer;
import pairmill.aws.DeadLetters;
import pairmill.aws.Queues;
import pairmill.cli.ProgressText;
import pairmill.cli.WrongUseException;

/// Failed tasks that get another chance.
public final class Redrive {
  private Redrive() {}

  /// Sends what was set aside of a queue back, or only shows it.
  ///
  /// @param told takes the body of each message, which may be anything
  /// @return how many there were, for people
  /// @throws WrongUseException when there is no such queue
  public static String of(String queue, Queues queues, boolean dryRun, Consumer<String> told)
      throws IOException {
    if (!queues.names().contains(queue)) {
      throw new WrongUseException(
          "no queue '%s' here: there are %s".formatted(queue, String.join(", ", queues.names())));
    }
    DeadLetters letters = queues.dead(queue);
    if (dryRun) {
      return ProgressText.number(letters.look(told)) + " are set aside of " + queue + ".";
    }
    DeadLetters.Redriven done = letters.redrive(told);
    String sent = ProgressText.number(done.sent()) + " sent back to " + queue + ".";
    return done.left() == 0
        ? sent
        : sent
            + " %s left: the same as others, or failed again."
                .formatted(ProgressText.number(done.left()));
  }
}
