package pairmill.filter;

/// An image element that the rules let through.
///
/// @param url absolute address
/// @param caption cleaned alt text
public record Accepted(String url, String caption) {}
