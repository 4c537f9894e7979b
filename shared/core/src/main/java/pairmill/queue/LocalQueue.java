package pairmill.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A queue in memory. A task that waits already is not added again; one that fails is tried up to
/// [#ATTEMPTS] times, unless the task itself is wrong. Safe for use by many threads.
public final class LocalQueue implements Inbox, Outbox {
  /// How often a task is delivered before it is set aside.
  public static final int ATTEMPTS = 3;

  /// A task that was set aside, and why.
  public record Dead(Task task, Exception cause) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Task> waiting = new LinkedHashSet<>();
  private final Map<Task, Integer> attempts = new HashMap<>();
  private final Set<String> busyGroups = new HashSet<>();
  private final Map<Class<? extends Task>, Integer> working = new HashMap<>();
  private final Map<Class<? extends Task>, Integer> limits;
  private final List<Dead> dead = new ArrayList<>();
  private boolean stopped;

  /// Opens an empty queue.
  ///
  /// @param limits how many tasks of a kind may be out at once; kinds that are not named have no
  ///   limit
  public LocalQueue(Map<Class<? extends Task>, Integer> limits) {
    this.limits = Map.copyOf(limits);
  }

  @Override
  public void send(List<Task> tasks) {
    lock.lock();
    try {
      waiting.addAll(tasks);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable Delivery receive(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (!finished()) {
        Task task = next();
        if (task != null) {
          return take(task);
        }
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing will be delivered any more.
  ///
  /// @return false when that did not come within `wait`
  public boolean awaitEmpty(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (!finished() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return finished();
    } finally {
      lock.unlock();
    }
  }

  /// True when nothing will be delivered any more: all is done, or the queue was stopped.
  public boolean finished() {
    lock.lock();
    try {
      return stopped || (waiting.isEmpty() && working.values().stream().allMatch(n -> n == 0));
    } finally {
      lock.unlock();
    }
  }

  /// Delivers nothing any more. What is being worked on may still end.
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The tasks that failed for good, in the order in which they did.
  public List<Dead> dead() {
    lock.lock();
    try {
      return List.copyOf(dead);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task next() {
    for (Task task : waiting) {
      int limit = limits.getOrDefault(task.getClass(), Integer.MAX_VALUE);
      boolean free = task.group() == null || !busyGroups.contains(task.group());
      if (free && working.getOrDefault(task.getClass(), 0) < limit) {
        return task;
      }
    }
    return null;
  }

  private Delivery take(Task task) {
    waiting.remove(task);
    working.merge(task.getClass(), 1, Integer::sum);
    if (task.group() != null) {
      busyGroups.add(task.group());
    }
    return new LocalDelivery(task, attempts.merge(task, 1, Integer::sum));
  }

  private void release(Task task) {
    working.merge(task.getClass(), -1, Integer::sum);
    if (task.group() != null) {
      busyGroups.remove(task.group());
    }
    changed.signalAll();
  }

  private final class LocalDelivery implements Delivery {
    private final Task task;
    private final int attempt;

    LocalDelivery(Task task, int attempt) {
      this.task = task;
      this.attempt = attempt;
    }

    @Override
    public Task task() {
      return task;
    }

    @Override
    public int attempt() {
      return attempt;
    }

    @Override
    public void done() {
      lock.lock();
      try {
        attempts.remove(task);
        release(task);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(Exception cause) {
      lock.lock();
      try {
        if (cause instanceof IOException && attempt < ATTEMPTS) {
          waiting.add(task);
        } else {
          attempts.remove(task);
          dead.add(new Dead(task, cause));
        }
        release(task);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void released() {
      lock.lock();
      try {
        attempts.merge(task, -1, Integer::sum);
        waiting.add(task);
        release(task);
      } finally {
        lock.unlock();
      }
    }
  }
}
