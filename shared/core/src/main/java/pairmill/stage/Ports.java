package pairmill.stage;

import java.time.InstantSource;
import pairmill.row.TableFiles;
import pairmill.store.Store;

/// What every stage works with.
///
/// @param store where objects are kept
/// @param tables writes and reads the files of rows among them
/// @param progress hears how it goes
/// @param clock for statistics only: no date it gives reaches the dataset
public record Ports(Store store, TableFiles tables, Progress progress, InstantSource clock) {}
