/// Where tasks wait. Enter at [pairmill.queue.Inbox] and [pairmill.queue.Outbox].
@NullMarked
package pairmill.queue;

import org.jspecify.annotations.NullMarked;
