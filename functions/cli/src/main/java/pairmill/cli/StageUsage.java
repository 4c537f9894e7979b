package pairmill.cli;

import pairmill.pair.StageName;

/// What a stage cost this process.
///
/// @param seconds during which at least one of its tasks worked
/// @param cpuSeconds of the whole process, shared equally among the stages that worked
/// @param items that were kept or refused
/// @param bytes that it read
public record StageUsage(
    StageName stage, double seconds, double cpuSeconds, long items, long bytes) {}
