package pairmill.explorer.page;

import java.util.List;

/// A page in the navigation.
///
/// @param name first part of its address
public record Section(String name, String label) {
  /// All of them, in the order in which a newcomer would look.
  public static final List<Section> ALL =
      List.of(
          new Section("", "Overview"),
          new Section("images", "Images"),
          new Section("similar", "Look-alikes"),
          new Section("domains", "Domains"),
          new Section("scores", "Scores"),
          new Section("resolutions", "Resolutions"),
          new Section("languages", "Languages"),
          new Section("phrases", "Phrases"),
          new Section("lists", "Lists"),
          new Section("duplicates", "Duplicates"),
          new Section("privacy", "Privacy"),
          new Section("consent", "Consent"),
          new Section("funnel", "Funnel"),
          new Section("sql", "SQL"),
          new Section("export", "Export"),
          new Section("optout", "Opt out"));

  /// Its address.
  public String href() {
    return "/" + name;
  }
}
