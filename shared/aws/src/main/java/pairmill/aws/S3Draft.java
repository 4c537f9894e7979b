package pairmill.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pairmill.store.Draft;

/// A file that becomes an object when it is uploaded.
///
/// @param path the file, which is removed with this
/// @param tag what the object is tagged with; null for none
record S3Draft(Path path, S3Address object, @Nullable String tag, S3Upload upload)
    implements Draft {
  @Override
  public void publish() throws IOException {
    upload.file(path, object, tag);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
