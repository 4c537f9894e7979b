package pairmill.row;

import static java.util.Objects.requireNonNullElse;
import static pairmill.row.Column.instant;
import static pairmill.row.Column.integer;
import static pairmill.row.Column.real;
import static pairmill.row.Column.text;
import static pairmill.row.Column.wide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pairmill.download.ArchivedImage;
import pairmill.download.PlannedPair;
import pairmill.pair.Hosts;
import pairmill.pair.Language;
import pairmill.pair.Pair;
import pairmill.pair.Provenance;
import pairmill.pair.Reason;
import pairmill.score.Scores;

/// The tables of a run, from the pairs of an archive to the rows that are published.
public final class Tables {
  /// The value of `status` in rows that nothing refused.
  public static final String SUCCESS = "success";

  private Tables() {}

  /// What extract writes: the pairs of one archive, in the archive's order.
  ///
  /// @param buckets number of buckets of the deployment
  public static Table<Pair> pairs(int buckets) {
    List<Column<Pair>> columns = new ArrayList<>(pairColumns(pair -> pair));
    columns.add(text("host", "host of `url`, lower case", pair -> Hosts.of(pair.url())));
    columns.add(
        integer(
            "bucket",
            "hash of the host's registrable domain modulo the number of buckets",
            pair -> Hosts.bucket(Hosts.of(pair.url()), buckets)));
    return new Table<>("pairs", columns, Tables::pair);
  }

  /// What extract writes beside them: the image responses of one archive.
  public static final Table<ArchivedImage> IMAGES =
      new Table<>(
          "images",
          List.of(
              text("url", "address the picture was fetched from", ArchivedImage::url),
              text("archive_file", "name of the archive that holds it", ArchivedImage::archiveFile),
              wide(
                  "offset",
                  "position of its gzip member or record in the archive",
                  ArchivedImage::offset),
              wide(
                  "inner_offset",
                  "inflated bytes of the member before the record",
                  ArchivedImage::innerOffset),
              instant("captured_at", "when it was captured", ArchivedImage::capturedAt)),
          cells ->
              new ArchivedImage(
                  cells.required("url"),
                  cells.required("archive_file"),
                  cells.requiredWide("offset"),
                  cells.requiredWide("inner_offset"),
                  cells.instant("captured_at")));

  /// What plan writes: the pairs of one shard, in the order of their keys.
  public static final Table<PlannedPair> SHARD = shard();

  /// What download writes: the shard's pairs with what is known of their pictures, in img2dataset's
  /// shape.
  public static final Table<Row> SAMPLES = samples();

  /// What is published.
  public static final Table<Row> ROWS = rows();

  private static <T> List<Column<T>> pairColumns(Function<T, Pair> pair) {
    return List.of(
        text(
            "url",
            "address of the picture, as the page named it and the rules accepted it",
            t -> pair.apply(t).url()),
        text("caption", "the alt text, cleaned", t -> pair.apply(t).caption()),
        wide(
            "hash",
            "first 64 bits of MurmurHash3 x64-128 of url and caption",
            t -> pair.apply(t).hash()),
        text(
            "language",
            "ISO 639-1 code of the caption's language; null when none was told with confidence",
            t -> pair.apply(t).language().code()),
        real(
            "language_margin",
            "confidence of the best language minus that of the second, 0 to 1; null when no detector looked",
            t -> pair.apply(t).language().margin()),
        text(
            "license",
            "first link on the page to creativecommons.org/licenses/; a signal of the page, no statement about the picture",
            t -> pair.apply(t).provenance().license()),
        text(
            "page_url",
            "address of the page the pair stood on",
            t -> pair.apply(t).provenance().pageUrl()),
        text(
            "archive_file",
            "name of the archive that holds the page",
            t -> pair.apply(t).provenance().archiveFile()),
        wide(
            "archive_offset",
            "position of the page's record in the archive",
            t -> pair.apply(t).provenance().archiveOffset()),
        wide(
            "ordinal",
            "position of the image element among those of the archive, from 0",
            t -> pair.apply(t).provenance().ordinal()),
        instant(
            "captured_at",
            "when the page was captured",
            t -> pair.apply(t).provenance().capturedAt()),
        text(
            "crawl",
            "id of the crawl, where the archive tells it",
            t -> pair.apply(t).provenance().crawl()));
  }

  private static Pair pair(Cells cells) {
    return new Pair(
        cells.required("url"),
        cells.required("caption"),
        new Language(cells.text("language"), cells.real("language_margin")),
        new Provenance(
            requireNonNullElse(cells.text("archive_file"), ""),
            requireNonNullElse(cells.wide("archive_offset"), 0L),
            requireNonNullElse(cells.wide("ordinal"), 0L),
            requireNonNullElse(cells.text("page_url"), ""),
            cells.instant("captured_at"),
            cells.text("crawl"),
            cells.text("license")));
  }

  private static Table<PlannedPair> shard() {
    List<Column<PlannedPair>> columns = new ArrayList<>();
    columns.add(
        text(
            "key",
            "name of the sample: five digits of the shard, four of its place",
            PlannedPair::key));
    columns.addAll(pairColumns(PlannedPair::pair));
    columns.add(text("image_url", "address of the archived picture", image(ArchivedImage::url)));
    columns.add(
        text("image_file", "archive that holds the picture", image(ArchivedImage::archiveFile)));
    columns.add(wide("image_offset", "position of its record", image(ArchivedImage::offset)));
    columns.add(
        wide(
            "image_inner_offset",
            "inflated bytes before the record",
            image(ArchivedImage::innerOffset)));
    columns.add(
        instant(
            "image_captured_at",
            "when the picture was captured",
            image(ArchivedImage::capturedAt)));
    return new Table<>(
        "shard",
        columns,
        cells -> new PlannedPair(pair(cells), cells.required("key"), archivedImage(cells)));
  }

  private static Function<PlannedPair, @Nullable Object> image(
      Function<ArchivedImage, @Nullable Object> value) {
    return planned -> planned.image() == null ? null : value.apply(planned.image());
  }

  private static @Nullable ArchivedImage archivedImage(Cells cells) {
    String file = cells.text("image_file");
    return file == null
        ? null
        : new ArchivedImage(
            cells.required("image_url"),
            file,
            cells.requiredWide("image_offset"),
            cells.requiredWide("image_inner_offset"),
            cells.instant("image_captured_at"));
  }

  private static Table<Row> samples() {
    List<Column<Row>> columns = new ArrayList<>();
    columns.add(
        text("key", "name of the sample: five digits of the shard, four of its place", Row::key));
    columns.addAll(outcomeColumns());
    columns.addAll(pairColumns(Row::pair));
    columns.add(
        integer("width", "width of the stored picture in pixels", fact(PictureFacts::storedWidth)));
    columns.add(
        integer(
            "height", "height of the stored picture in pixels", fact(PictureFacts::storedHeight)));
    columns.add(
        integer("original_width", "width of the original in pixels", fact(PictureFacts::width)));
    columns.add(
        integer("original_height", "height of the original in pixels", fact(PictureFacts::height)));
    columns.addAll(pictureColumns());
    return new Table<>(
        "samples",
        columns,
        cells -> row(cells, "original_width", "original_height", "width", "height"));
  }

  private static Table<Row> rows() {
    List<Column<Row>> columns = new ArrayList<>();
    columns.add(text("key", "name of the sample within the run", Row::key));
    columns.addAll(outcomeColumns());
    columns.addAll(pairColumns(Row::pair));
    columns.add(
        integer(
            "width",
            "width of the original in pixels, orientation applied",
            fact(PictureFacts::width)));
    columns.add(
        integer(
            "height",
            "height of the original in pixels, orientation applied",
            fact(PictureFacts::height)));
    columns.add(
        real(
            "similarity",
            "cosine of the CLIP embeddings of picture and caption, -1 to 1",
            r -> r.scores().similarity()));
    columns.add(
        real(
            "punsafe",
            "probability that the picture is not safe for work, 0 to 1",
            r -> r.scores().punsafe()));
    columns.add(
        real("pwatermark", "probability of a watermark, 0 to 1", r -> r.scores().pwatermark()));
    columns.add(real("aesthetic", "predicted rating, about 0 to 10", r -> r.scores().aesthetic()));
    columns.add(integer("faces", "number of faces, 0 or more", r -> r.scores().faces()));
    columns.addAll(pictureColumns());
    return new Table<>("rows", columns, cells -> row(cells, "width", "height", "width", "height"));
  }

  private static List<Column<Row>> outcomeColumns() {
    return List.of(
        text(
            "status",
            "`success`, or the reason of the refusal",
            r -> r.refusal() == null ? SUCCESS : r.refusal().name()),
        text(
            "error_message",
            "what was seen when the pair was refused; null when it was not",
            Row::errorMessage));
  }

  private static List<Column<Row>> pictureColumns() {
    return List.of(
        text("md5", "MD5 of the body as received, hexadecimal", fact(PictureFacts::md5)),
        text("sha256", "SHA-256 of the body as received, hexadecimal", fact(PictureFacts::sha256)),
        text(
            "pdq",
            "PDQ perceptual hash, 64 hexadecimal digits; null when the picture is too plain",
            fact(PictureFacts::pdq)),
        text("mean_color", "mean colour as #rrggbb", fact(PictureFacts::meanColor)),
        text("exif", "EXIF tags as a JSON object of names to texts", fact(PictureFacts::exif)),
        instant(
            "fetched_at",
            "when the picture was fetched; for one from an archive, when it was captured",
            fact(PictureFacts::fetchedAt)),
        text(
            "final_url",
            "the address that gave the picture, redirects followed",
            fact(PictureFacts::finalUrl)),
        text(
            "consent_evidence",
            "JSON array of what was read about consent: signal, value, source, at",
            r -> EvidenceJson.write(r.evidence())));
  }

  private static Function<Row, @Nullable Object> fact(
      Function<PictureFacts, @Nullable Object> value) {
    return row -> row.picture() == null ? null : value.apply(row.picture());
  }

  private static Row row(
      Cells cells, String width, String height, String storedWidth, String storedHeight) {
    String status = cells.required("status");
    return new Row(
        pair(cells),
        cells.required("key"),
        status.equals(SUCCESS) ? null : Reason.valueOf(status),
        cells.text("error_message"),
        facts(cells, width, height, storedWidth, storedHeight),
        new Scores(
            cells.real("similarity"),
            cells.real("punsafe"),
            cells.real("pwatermark"),
            cells.real("aesthetic"),
            cells.integer("faces")),
        EvidenceJson.read(cells.text("consent_evidence")));
  }

  private static @Nullable PictureFacts facts(
      Cells cells, String width, String height, String storedWidth, String storedHeight) {
    if (cells.text("sha256") == null) {
      return null;
    }
    return new PictureFacts(
        requireNonNullElse(cells.integer(width), 0),
        requireNonNullElse(cells.integer(height), 0),
        requireNonNullElse(cells.integer(storedWidth), 0),
        requireNonNullElse(cells.integer(storedHeight), 0),
        cells.required("md5"),
        cells.required("sha256"),
        cells.text("pdq"),
        cells.required("mean_color"),
        cells.required("exif"),
        cells.instant("fetched_at"),
        cells.required("final_url"));
  }
}
