package pairmill.fetch;

import java.util.concurrent.Semaphore;
import pairmill.download.HostPacing;

/// One host: its pace, and its connections in the order in which they were asked for.
///
/// @param connections fair
record Host(String name, HostPacing pacing, Semaphore connections) {
  Host(String name, Politeness politeness) {
    this(
        name,
        new HostPacing(politeness.interval(), politeness.failuresAllowed()),
        new Semaphore(politeness.connectionsPerHost(), true));
  }
}
