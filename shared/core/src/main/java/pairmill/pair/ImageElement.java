package pairmill.pair;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image on a page, as the page wrote it.
///
/// @param src the `src` attribute
/// @param lazy what a script would load in its place, best first: `data-src`, `data-original`
/// @param larger further addresses of the same picture, best first: the widest or densest of
///   `srcset`, then those of the `<source>` elements of an enclosing `<picture>`
/// @param alt the `alt` attribute, character references undone
public record ImageElement(
    @Nullable String src, List<String> lazy, List<String> larger, @Nullable String alt) {
  public ImageElement {
    lazy = List.copyOf(lazy);
    larger = List.copyOf(larger);
  }
}
