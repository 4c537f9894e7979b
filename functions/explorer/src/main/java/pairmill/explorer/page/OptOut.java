package pairmill.explorer.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pairmill.explorer.page.Table.row;
import static pairmill.explorer.page.Table.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.index.RowColumn;

/// Is this in it, and out with it: `/optout`. It tells how many rows a domain, an address, a name
/// or a hash means, and adds them to the removal list where the site keeps one.
@ApplicationScoped
public final class OptOut implements Page {
  private static final int LARGEST_FILE = 5 << 20;

  private final Explored explored;

  @Inject
  OptOut(Explored explored) {
    this.explored = explored;
  }

  @Override
  public String name() {
    return "optout";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String what = question.text("what", "");
    if (what.isEmpty()) {
      return Answer.of(
              "Opt out",
              "See whether a site, a picture or a name is in this dataset, and take it out.",
              Table.of(List.of(), List.of()))
          .in("optout")
          .with("leaving", null)
          .with("taken", null)
          .with("keeps", keeps());
    }
    return answer(Leaving.of(what, explored), false);
  }

  /// Takes out what is meant, for good: it is added to the removal list, and hidden from now on.
  ///
  /// @throws IllegalArgumentException with a sentence, when this site keeps no list
  Answer takeOut(String what) throws IOException {
    Path list = explored.removals();
    if (list == null || !keeps()) {
      throw new IllegalArgumentException(
          "This site keeps no removal list. Copy the lines, and give them to whoever keeps it");
    }
    Leaving leaving = Leaving.of(what.strip(), explored);
    synchronized (explored) {
      add(list, leaving.lines());
      explored.finder().hideToo(leaving.ids());
    }
    return answer(leaving, true).with("posted", true);
  }

  private boolean keeps() {
    return explored.local() && explored.removals() != null;
  }

  private static void add(Path list, List<String> lines) throws IOException {
    String before = Files.exists(list) ? Files.readString(list, UTF_8) : "";
    Set<String> known = new HashSet<>();
    before.lines().map(String::strip).forEach(known::add);
    StringBuilder more = new StringBuilder(before.isEmpty() || before.endsWith("\n") ? "" : "\n");
    lines.stream().filter(known::add).forEach(line -> more.append(line).append('\n'));
    try (FileChannel file =
        FileChannel.open(list, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(more.toString().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  private Answer answer(Leaving leaving, boolean taken) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    leaving.addresses().forEach(address -> rows.add(row(address)));
    return new Answer(
            taken ? "Taken out" : "Opt out",
            leaving.kind() + ".",
            new Table(
                List.of(text("address", "Addresses, shortened")),
                rows,
                leaving.count() <= leaving.ids().size(),
                leaving.count(),
                null),
            "optout",
            java.util.Map.of(),
            java.util.Map.of())
        .with("leaving", leaving)
        .with("taken", taken ? (Object) leaving.ids().size() : null)
        .with("keeps", keeps())
        .also("count", leaving.count())
        .also("lines", leaving.lines());
  }

  /// The hash by which this dataset knows a picture: SHA-256 of its bytes, or MD5 where it has that
  /// alone.
  ///
  /// @throws IllegalArgumentException with a sentence, when there is nothing, or too much
  String hash(byte[] picture) {
    if (picture.length == 0) {
      throw new IllegalArgumentException("No picture was sent: choose a file");
    }
    if (picture.length > LARGEST_FILE) {
      throw new IllegalArgumentException(
          "The picture has %,d bytes; at most %,d are taken"
              .formatted(picture.length, LARGEST_FILE));
    }
    boolean md5 = explored.index().has(RowColumn.MD5) && !explored.index().has(RowColumn.SHA256);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(md5 ? "MD5" : "SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
