package pairmill.explorer.index;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A column of what is looked at, and the names that published datasets give it.
///
/// Sources of the names: the Parquet files of LAION-400M, laion2B-en, laion-aesthetic, Re-LAION,
/// DataComp and COYO-700M, and Pairmill's own rows. Upper and lower case are the same.
public enum RowColumn {
  /// Address of the picture.
  URL("VARCHAR", Kind.TEXT, "url"),

  /// What the page said about the picture.
  CAPTION("VARCHAR", Kind.TEXT, "caption", "text", "top_caption", "alt", "alt_text"),

  /// Registrable domain of the address; made, not read.
  DOMAIN("VARCHAR", Kind.WORD),

  /// ISO 639-1 code of the caption's language.
  LANGUAGE("VARCHAR", Kind.WORD, "language", "lang"),

  /// Licence that the page linked to, or a mark that the dataset gives.
  LICENSE("VARCHAR", Kind.WORD, "license"),

  /// LAION's first safety tag: UNLIKELY, UNSURE or NSFW.
  NSFW("VARCHAR", Kind.WORD, "nsfw"),

  /// Width of the original in pixels.
  WIDTH("INTEGER", Kind.COUNT, "original_width", "width"),

  /// Height of the original in pixels.
  HEIGHT("INTEGER", Kind.COUNT, "original_height", "height"),

  /// Cosine of the CLIP embeddings of picture and caption, -1 to 1.
  SIMILARITY(
      "DOUBLE",
      Kind.SCORE,
      "similarity",
      "clip_b32_similarity_score",
      "clip_similarity_vitb32",
      "clip_l14_similarity_score",
      "clip_similarity_vitl14"),

  /// Probability that the picture is not safe for work, 0 to 1.
  PUNSAFE("DOUBLE", Kind.SCORE, "punsafe", "nsfw_score_opennsfw2"),

  /// Probability of a watermark, 0 to 1.
  PWATERMARK("DOUBLE", Kind.SCORE, "pwatermark", "watermark_score"),

  /// Predicted rating, about 0 to 10.
  AESTHETIC(
      "DOUBLE",
      Kind.SCORE,
      "aesthetic",
      "aesthetic_score",
      "aesthetic_score_laion_v2",
      "prediction"),

  /// Number of faces.
  FACES("INTEGER", Kind.COUNT, "faces", "num_faces"),

  /// Name of the row in the dataset it comes from.
  KEY("VARCHAR", Kind.TEXT, "key", "uid", "sample_id", "id"),

  /// First 64 bits of MurmurHash3 of address and caption.
  HASH("BIGINT", Kind.TEXT, "hash"),

  /// MD5 of the picture's bytes, hexadecimal.
  MD5("VARCHAR", Kind.DETAIL, "md5"),

  /// SHA-256 of the picture's bytes, hexadecimal.
  SHA256("VARCHAR", Kind.DETAIL, "sha256"),

  /// PDQ perceptual hash, 64 hexadecimal digits.
  PDQ("VARCHAR", Kind.DETAIL, "pdq"),

  /// Mean colour as `#rrggbb`.
  MEAN_COLOR("VARCHAR", Kind.TEXT, "mean_color"),

  /// EXIF tags as a JSON object of names to texts.
  EXIF("VARCHAR", Kind.DETAIL, "exif"),

  /// Address of the page the pair stood on.
  PAGE_URL("VARCHAR", Kind.DETAIL, "page_url"),

  /// When the page was captured.
  CAPTURED_AT("TIMESTAMPTZ", Kind.DETAIL, "captured_at"),

  /// The address that gave the picture, redirects followed.
  FINAL_URL("VARCHAR", Kind.DETAIL, "final_url"),

  /// JSON array of what was read about consent: signal, value, source, at.
  CONSENT_EVIDENCE("VARCHAR", Kind.DETAIL, "consent_evidence");

  /// What can be asked of a column.
  public enum Kind {
    /// Shown, not filtered by.
    TEXT,

    /// Shown where one row is, not where many are.
    DETAIL,

    /// One of few values: filtered by being equal, counted by value.
    WORD,

    /// A whole number: filtered by range, sorted by.
    COUNT,

    /// A number that a model gave: as a count, and with a histogram.
    SCORE
  }

  private final String columnName = name().toLowerCase(Locale.ROOT);
  private final String type;
  private final Kind kind;
  private final ImmutableList<String> names;

  RowColumn(String type, Kind kind, String... names) {
    this.type = type;
    this.kind = kind;
    this.names = ImmutableList.copyOf(names);
  }

  private static final ImmutableMap<String, RowColumn> BY_NAME =
      Maps.uniqueIndex(List.of(values()), RowColumn::columnName);

  /// The name in the explorer: column of `rows`, parameter of pages.
  public String columnName() {
    return columnName;
  }

  /// DuckDB's type.
  public String type() {
    return type;
  }

  public Kind kind() {
    return kind;
  }

  /// Names in files, the better first; none for a column that is made.
  public List<String> names() {
    return names;
  }

  /// True when rows are compared by it as numbers.
  public boolean isNumber() {
    return kind == Kind.COUNT || kind == Kind.SCORE;
  }

  /// True when rows are filtered by it.
  public boolean isAsked() {
    return kind != Kind.TEXT && kind != Kind.DETAIL;
  }

  /// The column of that name.
  public static Optional<RowColumn> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The columns of a kind, in their order.
  public static List<RowColumn> of(Kind kind) {
    return List.of(values()).stream().filter(c -> c.kind == kind).toList();
  }
}
