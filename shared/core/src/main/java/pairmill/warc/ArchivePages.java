package pairmill.warc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.download.ArchivedImage;
import pairmill.shard.Damage;

/// Reads an archive of pages, be they responses (WARC, ARC) or what WAT says of them, and tells of
/// the pages, the image responses and the damage in it.
///
/// Pages are responses with status 200 and resources, of type `text/html` or
/// `application/xhtml+xml`, or of no type and with a body that begins like HTML. Image responses
/// are those of a type `image/...`, and those whose body begins as JPEG, PNG, WebP or GIF.
///
/// The offset of a page is [ArchiveRecord#offset()] + [ArchiveRecord#innerOffset()]: the place of
/// its gzip member or, in a plain archive, of its record, in the stored file; its place in the
/// inflated stream where one member holds the whole archive.
public final class ArchivePages {
  /// Bytes of a page that are parsed; what is beyond is left out and the page counted as cut. As
  /// much as Common Crawl keeps of a page; a page built to be hard to parse takes a gigabyte of
  /// heap and some seconds.
  public static final int MAX_PAGE = 5 << 20;

  /// Is told of what an archive holds, in the order of the archive.
  public interface Sink {
    void page(Page page) throws IOException;

    void image(ArchivedImage image) throws IOException;

    void damage(Damage damage);
  }

  private static final Pattern CRAWL = Pattern.compile("CC-MAIN-\\d{4}-\\d{2}(?!\\d)");
  private static final Pattern PART_OF = Pattern.compile("(?im)^isPartOf:\\s*(\\S.{0,200}?)\\s*$");
  private static final List<String> PAGE_TYPES = List.of("text/html", "application/xhtml+xml");
  private static final int WINDOW = 16 * 1024;
  private static final int MAX_WARCINFO = 64 * 1024;

  private final String archiveFile;
  private final Sink sink;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private @Nullable String crawl;

  private ArchivePages(String archiveFile, Sink sink) {
    this.archiveFile = archiveFile;
    this.sink = sink;
    Matcher named = CRAWL.matcher(archiveFile);
    this.crawl = named.find() ? named.group() : null;
  }

  /// Reads an archive to its end and closes it.
  ///
  /// @param archiveFile its name, which may tell the crawl
  /// @return counts by name: `bytes` (of the stored file), `records`, `damage`, `pages`, `images`,
  ///   `revisits` (which say "as before" and are not resolved), `truncated` (records that the
  ///   crawler cut), `pages_cut`, `pages_broken` (whose coding ends early or is unknown),
  ///   `other_status` (pages and images with another status than 200), `not_http` (responses
  ///   without an HTTP head), `images_without_url`; a count that is 0 is not there
  /// @throws IOException when the stream fails, or the sink
  public static SortedMap<String, Long> read(InputStream in, String archiveFile, Sink sink)
      throws IOException {
    ArchivePages pages = new ArchivePages(archiveFile, sink);
    try (ArchiveReader reader = ArchiveReader.open(in, archiveFile, pages::damage)) {
      ArchiveRecord record;
      while ((record = reader.next()) != null) {
        pages.read(record);
      }
      pages.counts.merge("bytes", reader.bytesRead(), Long::sum);
    }
    return Collections.unmodifiableSortedMap(pages.counts);
  }

  private void read(ArchiveRecord record) throws IOException {
    count("records");
    if (record.headers().has("WARC-Truncated")) {
      count("truncated");
    }
    switch (record.type()) {
      case "warcinfo" -> warcinfo(record);
      case "response" -> response(record);
      case "resource" -> payload(record, 200, record.contentType(), List.of(), record.body());
      case "revisit" -> count("revisits");
      case "metadata" -> metadata(record);
      default -> {}
    }
  }

  private void warcinfo(ArchiveRecord record) throws IOException {
    String text = new String(record.body().readNBytes(MAX_WARCINFO), StandardCharsets.UTF_8);
    Matcher partOf = PART_OF.matcher(text);
    if (partOf.find()) {
      crawl = partOf.group(1);
    }
  }

  private void response(ArchiveRecord record) throws IOException {
    HttpMessage message = HttpMessage.read(record.body());
    if (message == null) {
      count("not_http");
      return;
    }
    Headers headers = message.headers();
    payload(
        record,
        message.status(),
        headers.first("Content-Type"),
        headers.tokens("Content-Encoding"),
        message.body());
  }

  private void payload(
      ArchiveRecord record,
      int status,
      @Nullable String contentType,
      List<String> codings,
      InputStream body)
      throws IOException {
    Lookahead content = new Lookahead(body::read, WINDOW, 0, 0);
    byte[] start = content.peek(Sniff.WINDOW);
    String type = contentType == null ? "" : Headers.token(contentType);
    boolean image = type.startsWith("image/") || Sniff.image(start);
    boolean page = !image && (PAGE_TYPES.contains(type) || (type.isEmpty() && Sniff.html(start)));
    if (!image && !page) {
      return;
    }
    if (status != 200) {
      count("other_status");
    } else if (image) {
      image(record);
    } else {
      page(record, contentType, ContentCoding.read(content, codings, MAX_PAGE));
    }
  }

  private void image(ArchiveRecord record) throws IOException {
    String url = record.url();
    if (url == null) {
      count("images_without_url");
      return;
    }
    count("images");
    sink.image(
        new ArchivedImage(url, archiveFile, record.offset(), record.innerOffset(), record.date()));
  }

  private void page(ArchiveRecord record, @Nullable String contentType, DecodedBody body)
      throws IOException {
    if (body.cut()) {
      count("pages_cut");
    }
    if (body.problem() != null) {
      count("pages_broken");
    }
    HtmlImages html = HtmlImages.parse(body.bytes(), contentType);
    String url = record.url();
    page(
        new Page(
            url == null ? "" : url,
            html.base(),
            record.date(),
            crawl,
            html.license(),
            record.offset() + record.innerOffset(),
            html.images()));
  }

  private void metadata(ArchiveRecord record) throws IOException {
    String type = record.contentType();
    if (type == null || !Headers.token(type).equals("application/json")) {
      return;
    }
    if (record.length() > WatLinks.MAX_BYTES) {
      damage(record, "WAT record of %,d bytes".formatted(record.length()));
      return;
    }
    try {
      wat(record, WatLinks.parse(record.body()));
    } catch (JsonProcessingException e) {
      if (!record.truncated()) { // else its missing end is told of already
        damage(
            record,
            "WAT record is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      }
    }
  }

  private void wat(ArchiveRecord record, WatLinks links) throws IOException {
    if (!links.html()) {
      return;
    }
    String url = links.url() != null ? links.url() : record.url();
    page(
        new Page(
            url == null ? "" : url,
            links.base(),
            links.date() != null ? links.date() : record.date(),
            crawl,
            links.license(),
            record.offset() + record.innerOffset(),
            links.images()));
  }

  private void page(Page page) throws IOException {
    count("pages");
    sink.page(page);
  }

  private void damage(ArchiveRecord record, String problem) {
    damage(new Damage(archiveFile, record.offset(), problem));
  }

  private void damage(Damage damage) {
    count("damage");
    sink.damage(damage);
  }

  private void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }
}
