package pairmill.warc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pairmill.pair.ImageElement;

/// What a WAT record says of one page: the JSON that Common Crawl derives from each response.
///
/// Bytes that are no UTF-8 become U+FFFD; escaped lone surrogates stay what they are.
final class WatLinks {
  /// Records are no larger than this, in bytes.
  static final int MAX_BYTES = 64 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_BYTES).build())
          .build();

  private final JsonParser json;
  private final List<ImageElement> images = new ArrayList<>();
  private @Nullable String url;
  private @Nullable Instant date;
  private @Nullable String base;
  private @Nullable String license;
  private boolean html;

  private WatLinks(JsonParser json) {
    this.json = json;
  }

  /// Reads a record.
  ///
  /// @throws JsonProcessingException when it is not JSON
  static WatLinks parse(InputStream body) throws IOException {
    try (JsonParser json = JSON.createParser(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      WatLinks links = new WatLinks(json);
      json.nextToken();
      links.object(links::root);
      return links;
    }
  }

  /// Address of the page, where the envelope tells it.
  @Nullable String url() {
    return url;
  }

  /// When the page was captured, where the envelope tells it.
  @Nullable Instant date() {
    return date;
  }

  /// The page's `<base href>`.
  @Nullable String base() {
    return base;
  }

  /// First link to `creativecommons.org/licenses/`.
  @Nullable String license() {
    return license;
  }

  /// True when the record is about a page: those about requests and other files are not.
  boolean html() {
    return html;
  }

  /// The images in their order. One without an address or a text is among them.
  List<ImageElement> images() {
    return images;
  }

  @FunctionalInterface
  private interface Field {
    /// Reads the value of a field, at which the parser stands.
    void read(String name) throws IOException;
  }

  private void root(String name) throws IOException {
    enter(name.equals("Envelope"), this::envelope);
  }

  private void envelope(String name) throws IOException {
    switch (name) {
      case "WARC-Header-Metadata" -> object(this::warcHeader);
      case "Payload-Metadata" ->
          object(inner -> enter(inner.equals("HTTP-Response-Metadata"), this::response));
      default -> json.skipChildren();
    }
  }

  private void warcHeader(String name) throws IOException {
    String text = text();
    if (name.equals("WARC-Target-URI")) {
      url = text;
    } else if (name.equals("WARC-Date") && text != null) {
      date = CaptureDate.parse(text);
    }
  }

  private void response(String name) throws IOException {
    html |= name.equals("HTML-Metadata");
    enter(name.equals("HTML-Metadata"), this::page);
  }

  private void page(String name) throws IOException {
    switch (name) {
      case "Head" -> object(this::head);
      case "Links" -> links();
      default -> json.skipChildren();
    }
  }

  private void head(String name) throws IOException {
    String text = text();
    if (name.equals("Base")) {
      base = text;
    }
  }

  private void links() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Link link = new Link();
      object(link::field);
      link.finish();
    }
  }

  private final class Link {
    private @Nullable String path;
    private @Nullable String address;
    private @Nullable String alt;

    private void field(String name) throws IOException {
      String text = text();
      switch (name) {
        case "path" -> path = text;
        case "url" -> address = text;
        case "alt" -> alt = text;
        default -> {}
      }
    }

    private void finish() {
      if ("IMG@/src".equals(path)) {
        images.add(new ImageElement(address, List.of(), List.of(), alt));
      }
      if (license == null && address != null && address.contains(HtmlImages.LICENSE)) {
        license = address;
      }
    }
  }

  private void enter(boolean wanted, Field field) throws IOException {
    if (wanted) {
      object(field);
    } else {
      json.skipChildren();
    }
  }

  /// Reads the fields of an object; passes over a value of another kind.
  private void object(Field field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.read(name);
    }
  }

  /// The string here; null for a value of another kind, which is passed over.
  private @Nullable String text() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }
}
