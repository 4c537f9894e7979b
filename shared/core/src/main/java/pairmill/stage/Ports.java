package pairmill.stage;

import java.time.InstantSource;
import pairmill.cost.Billing;
import pairmill.row.TableFiles;
import pairmill.store.Store;

/// What every stage works with.
///
/// @param store where objects are kept
/// @param tables writes and reads the files of rows among them
/// @param progress hears how it goes
/// @param clock for statistics only: no date it gives reaches the dataset
/// @param billing says what tasks cost, for statistics only
public record Ports(
    Store store, TableFiles tables, Progress progress, InstantSource clock, Billing billing) {
  /// Ports of one's own machine, where tasks cost nothing.
  public Ports(Store store, TableFiles tables, Progress progress, InstantSource clock) {
    this(store, tables, progress, clock, Billing.FREE);
  }
}
