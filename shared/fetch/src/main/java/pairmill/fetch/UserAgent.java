package pairmill.fetch;

import org.jspecify.annotations.Nullable;

/// Who asks, as every request says it: `Pairmill/<version> (+<contact>)`, or `Pairmill/<version>`
/// where nobody gave a contact.
///
/// @param version of this software
/// @param contact where to complain: an http(s) or mailto address; null for none
public record UserAgent(String version, @Nullable String contact) {
  public UserAgent {
    if (!version.matches("[\\w.+-]{1,64}")) {
      throw new IllegalArgumentException("no version for a User-Agent: \"" + version + "\"");
    }
    if (contact != null && !contact.matches("(https?://|mailto:)[\\x21-\\x7E&&[^()]]{1,1000}")) {
      throw new IllegalArgumentException(
          "\"" + contact + "\" is no contact: give an http(s) or mailto address");
    }
  }

  /// The value of the header.
  @Override
  public String toString() {
    return "Pairmill/" + version + (contact == null ? "" : " (+" + contact + ")");
  }
}
