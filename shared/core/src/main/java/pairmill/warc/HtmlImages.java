package pairmill.warc;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;
import pairmill.pair.ImageElement;

/// What a page says of its images, as jsoup reads it.
///
/// jsoup parses as a browser without scripting does, so images within `<noscript>` count: pages
/// that load images late put the real one there. What stands within `<template>` does not count,
/// nor what scripts, styles and comments hold.
///
/// @param base the first `<base href>`, as written
/// @param license first link to `creativecommons.org/licenses/`
/// @param images in document order
record HtmlImages(@Nullable String base, @Nullable String license, List<ImageElement> images) {
  /// What an address holds that states a Creative Commons licence.
  static final String LICENSE = "creativecommons.org/licenses/";

  /// Further addresses that one image keeps.
  static final int MAX_LARGER = 16;

  /// Reads a page.
  ///
  /// @param contentType the value of the HTTP header
  static HtmlImages parse(byte[] page, @Nullable String contentType) {
    Document document = Jsoup.parse(new String(page, Charsets.of(page, contentType)));
    Visitor visitor = new Visitor();
    document.traverse(visitor);
    return new HtmlImages(visitor.base, visitor.license, visitor.images);
  }

  private static final class Visitor implements NodeVisitor {
    private final List<ImageElement> images = new ArrayList<>();
    private int templates;
    private int picture = -1; // depth of the outermost one around
    private List<String> sources = List.of();
    private @Nullable String base;
    private @Nullable String license;

    @Override
    public void head(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      if (element.nameIs("template")) {
        templates++;
      } else if (templates == 0) {
        read(element, depth);
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node.nameIs("template")) {
        templates--;
      } else if (depth == picture) {
        picture = -1;
        sources = List.of();
      }
    }

    private void read(Element element, int depth) {
      switch (element.normalName()) {
        case "img" -> images.add(image(element));
        case "picture" -> enter(element, depth);
        case "base" -> base = base == null ? attribute(element, "href") : base;
        case "a", "area", "link" -> license = license == null ? license(element) : license;
        default -> {}
      }
    }

    private ImageElement image(Element img) {
      List<String> larger = new ArrayList<>(Srcset.parse(img.attr("srcset")));
      larger.addAll(sources);
      return new ImageElement(
          attribute(img, "src"),
          present(attribute(img, "data-src"), attribute(img, "data-original")),
          larger.stream().distinct().limit(MAX_LARGER).toList(),
          attribute(img, "alt"));
    }

    private void enter(Element element, int depth) {
      if (picture >= 0) {
        return;
      }
      picture = depth;
      List<String> found = new ArrayList<>();
      for (Element child = element.firstElementChild();
          child != null && found.size() < MAX_LARGER;
          child = child.nextElementSibling()) {
        if (child.nameIs("source")) {
          found.addAll(Srcset.parse(child.attr("srcset")));
        }
      }
      sources = found.stream().limit(MAX_LARGER).toList();
    }

    private static @Nullable String license(Element link) {
      String href = attribute(link, "href");
      return href != null && href.contains(LICENSE) ? href : null;
    }

    private static @Nullable String attribute(Element element, String name) {
      return element.hasAttr(name) ? element.attr(name) : null;
    }

    private static List<String> present(@Nullable String first, @Nullable String second) {
      List<String> present = new ArrayList<>(2);
      if (first != null && !first.isBlank()) {
        present.add(first);
      }
      if (second != null && !second.isBlank()) {
        present.add(second);
      }
      return present;
    }
  }
}
