package pairmill.models;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// Where files of models come from: a hub, or a folder that somebody filled elsewhere.
public sealed interface Origin extends Closeable permits Hub, LocalOrigin {
  /// How it is told to people: an address or a folder.
  String name();

  /// How a file of it is told to people.
  String place(Model model, ModelFile file);

  /// A file's bytes from an offset on, or from the start where the origin gives nothing else.
  ///
  /// @param from 0 or more
  /// @throws OriginException when this origin does not give it
  Body open(Model model, ModelFile file, long from) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /// Bytes of a file.
  ///
  /// @param in to be closed by whoever asked; a read that waits too long throws
  /// @param from where in the file they begin
  record Body(InputStream in, long from) implements Closeable {
    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
