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
import pairmill.explorer.upload.RefusedPictureException;
import pairmill.explorer.upload.Uploads;

/// Is this in it, and out with it: `/optout`. It tells how many rows a domain, an address, a name
/// or a hash means, and adds them to the removal list where the site keeps one.
@ApplicationScoped
public final class OptOut implements Page {
  private final Explored explored;
  private final Uploads uploads;

  @Inject
  OptOut(Explored explored, Uploads uploads) {
    this.explored = explored;
    this.uploads = uploads;
  }

  @Override
  public String name() {
    return "optout";
  }

  @Override
  public Answer answer(Question question) throws IOException {
    String what = question.text("what", "");
    if (what.isEmpty()) {
      return form();
    }
    return answer(Leaving.of(what, explored), false);
  }

  private Answer form() {
    return Answer.of(
            "Opt out",
            "See whether a site, a picture or a name is in this dataset, and take it out.",
            Table.of(List.of(), List.of()))
        .in("optout")
        .with("leaving", null)
        .with("taken", null)
        .with("refusal", "")
        .with("keeps", keeps());
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
        .with("refusal", "")
        .with("taken", taken ? (Object) leaving.ids().size() : null)
        .with("keeps", keeps())
        .also("count", leaving.count())
        .also("lines", leaving.lines());
  }

  /// What a picture is looked for by: its PDQ hash, which its copies have too, or the hash of its
  /// bytes where the dataset has that alone, or finds the picture by it alone.
  ///
  /// @return a line of a removal list
  /// @throws RefusedException when it is not looked at
  /// @throws NoSuchThingException when the dataset has no hashes
  String meaning(byte[] picture) throws IOException {
    String bytes = null;
    String look = null;
    try {
      Uploads.check(picture);
      bytes = hash(picture);
      look = explored.index().has(RowColumn.PDQ) ? uploads.look(picture, 0).pdq() : null;
    } catch (RefusedPictureException e) {
      if (bytes == null) {
        throw refused(e.status(), String.valueOf(e.getMessage()));
      }
    }
    if (bytes == null && !explored.index().has(RowColumn.PDQ)) {
      throw new NoSuchThingException(
          "This dataset has no hashes of pictures, by which one could be found. Look for its address, or its site.");
    }
    if (bytes == null && look == null) {
      throw refused(422, "The picture is too plain or too small to be told from others.");
    }
    String pdq = "pdq:" + look;
    return look == null || (bytes != null && count(pdq) == 0 && count(bytes) > 0)
        ? String.valueOf(bytes)
        : pdq;
  }

  private long count(String what) throws IOException {
    return Leaving.of(what, explored).count();
  }

  private RefusedException refused(int status, String sentence) {
    return new RefusedException(
        status, sentence, form().with("refusal", sentence).with("posted", true));
  }

  // SHA-256, or MD5 where the dataset has that alone; null where it has neither.
  private @Nullable String hash(byte[] picture) {
    boolean sha256 = explored.index().has(RowColumn.SHA256);
    if (!sha256 && !explored.index().has(RowColumn.MD5)) {
      return null;
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(sha256 ? "SHA-256" : "MD5").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
