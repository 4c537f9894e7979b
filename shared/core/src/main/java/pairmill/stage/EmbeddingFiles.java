package pairmill.stage;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import pairmill.run.RunKeys;
import pairmill.score.Embeddings;
import pairmill.shard.NpyWriter;
import pairmill.store.Draft;
import pairmill.store.Store;

/// The embeddings of the samples of a shard that are kept, in the order of its rows.
///
/// A caption that no text tower reads has a row of zeros: rows of both files stay side by side.
final class EmbeddingFiles implements Closeable {
  private final Draft images;
  private final Draft texts;
  private @Nullable NpyWriter image;
  private @Nullable NpyWriter text;

  EmbeddingFiles(Store store, RunKeys keys, int shard) throws IOException {
    images = store.create(keys.imageEmbeddings(shard));
    texts = store.create(keys.textEmbeddings(shard));
  }

  void add(Embeddings embeddings) throws IOException {
    int dimensions = embeddings.image().length;
    if (image == null) {
      image = NpyWriter.float16(images.path(), dimensions);
    }
    if (text == null) {
      text = NpyWriter.float16(texts.path(), dimensions);
    }
    image.write(embeddings.image());
    text.write(embeddings.text() == null ? new float[dimensions] : embeddings.text());
  }

  /// Makes them stand in the store; where nothing was added, nothing does.
  void publish() throws IOException {
    if (image != null && text != null) {
      image.close();
      text.close();
      images.publish();
      texts.publish();
    }
  }

  @Override
  public void close() throws IOException {
    try (images;
        texts;
        NpyWriter _ = image;
        NpyWriter _ = text) {
      // closing is all
    }
  }
}
