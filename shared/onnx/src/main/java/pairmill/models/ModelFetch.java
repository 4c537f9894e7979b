package pairmill.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import pairmill.store.Digest;

/// Brings models into the cache. One fetches at a time: others, of this process or another, wait.
///
/// @param shelf the models, with the cache that is filled
/// @param origin where files come from; not closed here
public record ModelFetch(ModelShelf shelf, Origin origin, FetchProgress progress) {
  private static final String LOCK = ".fetch.lock";
  private static final int ATTEMPTS = 5;

  // A file's lock belongs to the process: it does not keep its threads apart.
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  /// Brings the files of a model that are not here or are damaged, and its card. Each is checked
  /// against size and hash before it stands under its name; what is half here is gone on with.
  ///
  /// @param model one of [ModelShelf#cards]
  /// @throws OriginException when the origin does not give a file
  /// @throws IOException when what it gives is not what the card says, or this machine fails
  public void fetch(Model model) throws IOException, InterruptedException {
    Path cache = Files.createDirectories(shelf.cache());
    IN_PROCESS.lockInterruptibly();
    try (FileChannel channel =
        FileChannel.open(
            cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(channel);
      bringAll(model);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  // Closing the channel, or the end of the process, releases it.
  private void lock(FileChannel channel) throws IOException {
    if (channel.tryLock() == null) {
      progress.waits();
      channel.lock();
    }
  }

  private void bringAll(Model model) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(shelf.folder(model));
    for (ModelFile file : model.files()) {
      ModelFile pinned = Pins.read(shelf.cache()).applied(file);
      Path target = folder.resolve(file.name());
      boolean here = isHere(target, pinned);
      if (!here) {
        bring(model, pinned, target);
      }
      progress.done(model, file, !here);
    }
    if (shelf.known().contains(model)) {
      Cards.write(folder.resolve(Cards.NAME), Cards.bytes(model));
    }
  }

  private static boolean isHere(Path target, ModelFile file) throws IOException {
    return ModelShelf.whole(target, file)
        && (file.sha256() == null || file.sha256().equals(Digest.sha256(target)));
  }

  private void bring(Model model, ModelFile file, Path target)
      throws IOException, InterruptedException {
    try (PartFile part = PartFile.open(target)) {
      boolean inherited = part.size() > 0;
      if (inherited && !canGoOn(part, file)) {
        part.restart();
        inherited = false;
      }
      fill(model, file, part);
      String found = part.sha256();
      if (inherited && !found.equals(file.sha256())) {
        part.restart(); // what an earlier process left was another file's
        fill(model, file, part);
        found = part.sha256();
      }
      keep(model, file, part, found);
    }
  }

  // Two answers may be of different files: only a known hash tells.
  private static boolean canGoOn(PartFile part, ModelFile file) {
    return file.sha256() != null && (file.bytes() == null || part.size() <= file.bytes());
  }

  private void keep(Model model, ModelFile file, PartFile part, String found) throws IOException {
    if (file.sha256() != null && !file.sha256().equals(found)) {
      part.discard();
      throw new IOException(
          "%s: expected sha256 %s, found %s; it was removed"
              .formatted(origin.place(model, file), file.sha256(), found));
    }
    long size = part.size();
    if (size == 0) {
      part.discard();
      throw new IOException(origin.place(model, file) + ": is empty");
    }
    part.finish();
    if (file.sha256() == null && file.source() != null) {
      Pins.read(shelf.cache()).write(shelf.cache(), file.source(), new Pins.Pin(size, found));
    }
  }

  /// Fills a part until it is as long as the file.
  private void fill(Model model, ModelFile file, PartFile part)
      throws IOException, InterruptedException {
    for (int attempt = 1; !isFull(part, file); attempt++) {
      long before = part.size();
      @Nullable IOException broken = append(model, file, part, before);
      if (broken == null && (file.bytes() == null || isFull(part, file))) {
        return;
      }
      if (part.size() <= before || attempt == ATTEMPTS) {
        throw clipped(model, file, part, broken);
      }
      if (file.sha256() == null) {
        part.restart();
      }
    }
  }

  private static boolean isFull(PartFile part, ModelFile file) {
    return file.bytes() != null && part.size() == file.bytes();
  }

  /// Appends what one answer brings.
  ///
  /// @return what broke the answer off; null when it ended by itself
  private @Nullable IOException append(Model model, ModelFile file, PartFile part, long from)
      throws IOException, InterruptedException {
    try (Origin.Body body = origin.open(model, file, from)) {
      if (body.from() != from) {
        require(body.from() == 0, model, file, "begins at byte " + body.from());
        part.restart();
      }
      long most = file.bytes() == null ? ModelFile.MOST_BYTES : file.bytes();
      byte[] buffer = new byte[1 << 16];
      while (true) {
        int count;
        try {
          count = body.in().read(buffer);
        } catch (IOException e) {
          return e;
        }
        if (count < 0) {
          return null;
        }
        if (part.size() + count > most) {
          part.discard();
          throw new IOException(
              "%s: is longer than the %,d bytes expected; it was removed"
                  .formatted(origin.place(model, file), most));
        }
        part.write(buffer, count);
        progress.at(model, file, part.size());
      }
    }
  }

  private void require(boolean good, Model model, ModelFile file, String found)
      throws OriginException {
    if (!good) {
      throw new OriginException(origin.place(model, file) + ": " + found);
    }
  }

  private IOException clipped(
      Model model, ModelFile file, PartFile part, @Nullable IOException broken) {
    String reason =
        broken == null ? "the answer ended" : Expectation.plain("" + broken.getMessage());
    String size = file.bytes() == null ? "" : " of %,d".formatted(file.bytes());
    String next = file.sha256() == null ? "begins anew" : "goes on from there";
    return new OriginException(
        "%s: came to byte %,d%s: %s; the same command %s"
            .formatted(origin.place(model, file), part.size(), size, reason, next),
        broken);
  }
}
