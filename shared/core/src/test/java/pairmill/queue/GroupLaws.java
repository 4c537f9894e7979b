package pairmill.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What a queue holds to that keeps groups apart. One that does not needs a single worker.
public abstract class GroupLaws extends QueueLaws {
  @Test
  void twoTasksOfOneGroupAreNeverOutTogether() throws Exception {
    send(new Task.Download("r", 0, 7), new Task.Download("r", 1, 7), new Task.Download("r", 2, 8));
    Delivery first = next();
    Delivery second = next();
    assertNotEquals(first.task().group(), second.task().group());
    assertNothingComes();
    Delivery ofSeven = "bucket:7".equals(first.task().group()) ? first : second;
    ofSeven.done();
    Delivery third = next();
    assertEquals("bucket:7", third.task().group());
    assertNotEquals(ofSeven.task(), third.task());
    assertInstanceOf(Task.Download.class, third.task());
  }

  @Test
  void aGroupIsFreeAgainAfterAFailure() throws Exception {
    send(new Task.Plan("r"), new Task.Publish("r"));
    Delivery plan = next();
    assertNothingComes();
    plan.failed(new IOException("the machine"));
    Delivery one = next();
    assertNothingComes();
    one.done();
    Delivery other = next();
    assertNotEquals(one.task(), other.task());
    other.done();
    assertNothingComes();
  }
}
