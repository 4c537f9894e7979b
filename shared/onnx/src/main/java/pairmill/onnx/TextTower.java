package pairmill.onnx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import pairmill.models.ModelFolder;
import pairmill.tokenizer.ClipTokenizer;
import pairmill.tokenizer.Tokenizer;
import pairmill.tokenizer.Tokenizers;

/// A text tower: captions to embeddings in the space of a CLIP model. Safe for use by many threads.
///
/// Two kinds are told apart by their graph. One like CLIP's gives an embedding for each text. One
/// like BERT's gives a vector for each token: their mean is projected by `dense.safetensors`, where
/// that stands beside it.
public final class TextTower implements AutoCloseable {
  private static final String FILE = "text.onnx";

  /// CLIP's context.
  private static final int CLIP_TOKENS = 77;

  /// What sentence-transformers' multilingual CLIP was trained with.
  private static final int LONGEST = 128;

  private static final int STEP = 8;

  /// Far below what two embeddings of different captions are apart.
  private static final double SAME = 1e-5;

  private final Graph graph;
  private final Tokenizer tokenizer;
  private final TokenInputs inputs;
  private final Port output;
  private final Rows rows;
  private final @Nullable Dense dense;
  private final boolean clipped;
  private final int dimensions;

  private TextTower(Graph graph, Tokenizer tokenizer, @Nullable Dense dense) throws IOException {
    this.graph = graph;
    this.tokenizer = tokenizer;
    this.dense = dense;
    inputs = new TokenInputs(graph);
    output =
        Outputs.embedding(
            graph,
            List.of("text_embeds", "sentence_embedding", "last_hidden_state", "token_embeddings"),
            List.of(2, 3));
    rows = Rows.of(graph);
    long[] probe = tokens("a photo of a cat");
    float[] whole = embedOne(probe, tokens(false, probe.length));
    dimensions = whole.length;
    clipped = !graph.alone() && standsShort(probe, whole);
  }

  // Padding behind the end token means nothing to CLIP, whose tokens look back only. Where a graph
  // does without it, it embeds 50 captions a second and core instead of 15. Whether it does, is
  // tried.
  private boolean standsShort(long[] probe, float[] whole) {
    try {
      float[] clip = embedOne(probe, tokens(true, probe.length));
      double apart = 0;
      for (int i = 0; i < whole.length; i++) {
        apart = Math.max(apart, Math.abs(clip[i] - whole[i]));
      }
      return apart < SAME;
    } catch (IOException _) {
      return false;
    }
  }

  private float[] embedOne(long[] text, int tokens) throws IOException {
    float[][] embeddings = new float[1][];
    embed(List.of(text), List.of(0), rows.parts(1).getFirst().padded(), tokens, embeddings);
    return embeddings[0];
  }

  /// Opens the tower of a model and embeds a caption, so that what does not work fails here.
  ///
  /// @throws IOException naming the file and what was expected of it
  public static TextTower open(ModelFolder folder, Onnx onnx) throws IOException {
    Tokenizer tokenizer =
        folder.model().file(Tokenizers.FILE).isPresent()
            ? Tokenizers.open(requireNonNull(folder.path(FILE).getParent()))
            : new ClipTokenizer();
    Dense dense =
        folder.model().file(Dense.FILE).isPresent() ? Dense.read(folder.path(Dense.FILE)) : null;
    return Graphs.open(folder, FILE, onnx).as(graph -> new TextTower(graph, tokenizer, dense));
  }

  /// Length of its embeddings.
  public int dimensions() {
    return dimensions;
  }

  /// The ids that it reads of a caption, without padding.
  public long[] tokens(String caption) {
    return tokenizer.ids(caption, longest());
  }

  /// Embeds texts, any number of them.
  ///
  /// @param texts what [#tokens] gave for each
  /// @return for each in their order `float[dimensions]`, L2-normalised
  /// @throws IOException when the device fails, or an embedding is not finite
  public List<float[]> embed(List<long[]> texts) throws IOException {
    float[][] embeddings = new float[texts.size()][];
    for (Map.Entry<Integer, List<Integer>> group : byTokens(texts).entrySet()) {
      List<Integer> indexes = group.getValue();
      for (Rows.Part part : rows.parts(indexes.size())) {
        List<Integer> some = indexes.subList(part.from(), part.from() + part.rows());
        embed(texts, some, part.padded(), group.getKey(), embeddings);
      }
    }
    return List.of(embeddings);
  }

  private void embed(
      List<long[]> texts, List<Integer> indexes, int padded, int tokens, float[][] into)
      throws IOException {
    List<long[]> some = indexes.stream().map(texts::get).toList();
    Answer answer = inputs.run(some, padded, tokens, output.name());
    if (answer.shape().length != output.rank()
        || answer.shape()[0] != padded
        || (output.rank() == 3 && answer.shape()[1] != tokens)) {
      throw graph.failure(
          "gives %s%s for %d texts of %d tokens".formatted(output.name(), answer, padded, tokens));
    }
    for (int i = 0; i < some.size(); i++) {
      float[] row = answer.row(i);
      float[] pooled = output.rank() == 3 ? mean(row, tokens, some.get(i).length) : row;
      float[] projected = dense == null ? pooled : dense.of(pooled);
      into[indexes.get(i)] = Vectors.normalised(projected, graph);
    }
  }

  // The mean over the tokens that are not padding.
  private static float[] mean(float[] vectors, int tokens, int used) {
    float[] mean = new float[vectors.length / tokens];
    for (int token = 0; token < used; token++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vectors[token * mean.length + i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= used;
    }
    return mean;
  }

  // Indexes of texts by the number of tokens that they are filled up to.
  private Map<Integer, List<Integer>> byTokens(List<long[]> texts) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      int length = texts.get(i).length;
      if (length < 1 || length > longest()) {
        throw new IllegalArgumentException("%d tokens, not 1 to %d".formatted(length, longest()));
      }
      groups.computeIfAbsent(filledUp(length), _ -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  /// How many tokens a text of this many is filled up to.
  int filledUp(int length) {
    return tokens(clipped, length);
  }

  private int longest() {
    return inputs.tokens() > 0 ? inputs.tokens() : output.rank() == 2 ? CLIP_TOKENS : LONGEST;
  }

  // How many tokens a text is filled up to: few different numbers.
  private int tokens(boolean clipped, int length) {
    if (inputs.tokens() > 0 || (output.rank() == 2 && !clipped)) {
      return longest();
    }
    int some =
        rows.powers() ? Integer.highestOneBit(2 * length - 1) : Math.ceilDiv(length, STEP) * STEP;
    return graph.alone() ? length : Math.clamp(some, STEP, longest());
  }

  @Override
  public void close() {
    graph.close();
  }
}
