package pairmill.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import pairmill.cli.demo.SampleGallery.CaptionedPicture;
import pairmill.cli.demo.SampleGallery.GalleryPage;
import pairmill.cli.demo.SampleOddities.Response;

/// An archive to try the program on, drawn from code: pages in many languages with their pictures,
/// something for each reason of a refusal that needs no network, and an end that was cut off.
///
/// Equal bytes on equal JDKs. Nothing in it was taken from anywhere, and none of its hosts exists.
public final class SampleArchive {
  private static final String WARCINFO =
      "software: pairmill demo\r\nformat: WARC File Format 1.1\r\nisPartOf: SAMPLE-2026-02\r\n";
  private static final String HTTP = "application/http;msgtype=";

  private SampleArchive() {}

  /// Draws the archive: a `.warc.gz`, less than 3 MB, replacing any file before it. It appears
  /// whole or not at all.
  ///
  /// @throws IOException when the file cannot be written
  public static void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (SampleWarc warc = new SampleWarc(new BufferedOutputStream(Files.newOutputStream(part)))) {
      warc.add("warcinfo", null, "application/warc-fields", "", WARCINFO.getBytes(UTF_8));
      for (GalleryPage page : SampleGallery.pages()) {
        add(warc, page);
      }
      for (Response response : SampleOddities.pages()) {
        add(warc, response);
      }
      for (Response response : SampleOddities.pictures()) {
        add(warc, response);
      }
      addOtherRecords(warc);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void add(SampleWarc warc, GalleryPage page) throws IOException {
    byte[] html = page.html().getBytes(UTF_8);
    add(warc, new Response(page.url(), "200 OK", "text/html; charset=utf-8", "", html));
    for (CaptionedPicture picture : page.pictures()) {
      add(
          warc,
          new Response(
              page.pictureUrl(picture),
              "200 OK",
              picture.picture().contentType(),
              "",
              picture.picture().encoded()));
    }
  }

  private static void add(SampleWarc warc, Response response) throws IOException {
    warc.add("response", response.url(), HTTP + "response", "", message(response));
  }

  private static byte[] message(Response response) {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\n%s%s\r\n"
            .formatted(
                response.status(),
                response.contentType(),
                response.headers(),
                response.headers().contains("chunked")
                    ? ""
                    : "Content-Length: %d\r\n".formatted(response.body().length));
    byte[] start = head.getBytes(UTF_8);
    byte[] message = new byte[start.length + response.body().length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(response.body(), 0, message, start.length, response.body().length);
    return message;
  }

  private static void addOtherRecords(SampleWarc warc) throws IOException {
    String url = "https://www.example.com/written/licensed.html";
    byte[] request =
        "GET /written/licensed.html HTTP/1.1\r\nHost: www.example.com\r\n\r\n".getBytes(UTF_8);
    warc.add("request", url, HTTP + "request", "", request);
    warc.add("metadata", url, "application/warc-fields", "", "via: none\r\n".getBytes(UTF_8));
    String refers = "WARC-Refers-To-Target-URI: %s\r\n".formatted(url);
    String profile =
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n";
    byte[] unchanged = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(UTF_8);
    warc.add("revisit", url, HTTP + "response", refers + profile, unchanged);
    byte[] kept = new DrawnPicture(Scene.FRUIT, 400, 300, false).encoded();
    warc.add("resource", "https://www.example.com/pictures/kept.jpg", "image/jpeg", "", kept);
    StringBuilder html = new StringBuilder("<title>The last page</title>\n");
    html.append("<img src=\"/pictures/last.jpg\" alt=\"The page on which the crawl ended\">\n");
    for (int line = 1; line <= 200; line++) {
      html.append("<p>Line ").append(line).append(" of a page that was cut off.\n");
    }
    byte[] last = html.toString().getBytes(UTF_8);
    Response cut =
        new Response("https://www.example.com/last.html", "200 OK", "text/html", "", last);
    warc.addClipped("response", cut.url(), HTTP + "response", message(cut));
  }
}
