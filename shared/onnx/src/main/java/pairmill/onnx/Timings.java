package pairmill.onnx;

/// What a scorer has spent its time on so far, summed over threads.
///
/// @param images pictures that were asked for, decoded or not
/// @param captions captions that were tokenized
/// @param decodeNanos decoding, cropping and writing crops as the towers take them
/// @param tokenizeNanos captions to token ids
/// @param detectNanos counting faces, which the preparing threads do
/// @param inferNanos towers, heads, classifiers and decisions
public record Timings(
    long images,
    long captions,
    long decodeNanos,
    long tokenizeNanos,
    long detectNanos,
    long inferNanos) {}
