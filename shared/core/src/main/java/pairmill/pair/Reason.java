package pairmill.pair;

import static pairmill.pair.StageName.DOWNLOAD;
import static pairmill.pair.StageName.EXTRACT;
import static pairmill.pair.StageName.PLAN;
import static pairmill.pair.StageName.SCORE;

/// Why a pair was refused. Every refused pair is counted under exactly one of these.
///
/// The names stand in manifests, in `status` columns and in `--json` reports: they never change
/// meaning.
public enum Reason {
  NO_URL(EXTRACT, "the image element names no address"),
  NO_ALT(EXTRACT, "the image element has no alt text, or an empty one"),
  URL_TOO_LONG(EXTRACT, "the address is longer than 2,000 characters"),
  DATA_URL(EXTRACT, "the address is a data: URL, the picture itself"),
  JAVASCRIPT_URL(EXTRACT, "the address is a javascript: URL"),
  RELATIVE_URL(EXTRACT, "the address is relative and the rules take absolute ones only"),
  NOT_HTTP(EXTRACT, "the address is neither http nor https"),
  BAD_URL(EXTRACT, "the address cannot be parsed"),
  USER_INFO(EXTRACT, "the address carries a user name or a password"),
  NO_HOST(EXTRACT, "the address has no host"),
  HOST_TOO_LONG(EXTRACT, "the host is longer than 60 characters"),
  SVG(EXTRACT, "the address ends in .svg"),
  GIF(EXTRACT, "the address ends in .gif"),
  ALT_TOO_SHORT(EXTRACT, "the cleaned alt text is shorter than 5 characters"),

  DUPLICATE(PLAN, "the same address was captured earlier in this run"),
  REMOVED(PLAN, "the address, its domain or the hash of the pair is on the removal list"),
  HOST_CAP(PLAN, "the host has given as many addresses as one run may ask of it"),

  NOT_IN_ARCHIVE(DOWNLOAD, "no archive of the run holds a response for the address"),
  BAD_ARCHIVE_RECORD(DOWNLOAD, "the archived response cannot be read again"),
  ROBOTS_DISALLOWED(DOWNLOAD, "robots.txt disallows the address"),
  ROBOTS_UNREACHABLE(
      DOWNLOAD, "robots.txt could not be had, so the whole host counts as disallowed"),
  HOST_PAUSED(DOWNLOAD, "the host failed repeatedly and is left alone for this run"),
  DNS_FAILED(DOWNLOAD, "the host name does not resolve"),
  ADDRESS_DENIED(DOWNLOAD, "the host resolves to an address that is not public"),
  PORT_DENIED(DOWNLOAD, "the address names a port other than 80 and 443"),
  CONNECT_FAILED(DOWNLOAD, "no connection to the host"),
  TLS_FAILED(DOWNLOAD, "the host's certificate or TLS handshake fails"),
  TIMED_OUT(DOWNLOAD, "the response did not arrive in time"),
  HTTP_STATUS(DOWNLOAD, "the host answered with an error status"),
  RATE_LIMITED(DOWNLOAD, "the host answered 429 or 503, and again after the pause it asked for"),
  BAD_REDIRECT(DOWNLOAD, "a redirect without a usable target"),
  TOO_MANY_REDIRECTS(DOWNLOAD, "more than 5 redirects"),
  BAD_RESPONSE(DOWNLOAD, "the response breaks HTTP, or its headers are too large"),
  BODY_TOO_LARGE(DOWNLOAD, "the body, or what it inflates to, is larger than the limit"),
  BODY_TRUNCATED(DOWNLOAD, "the body ends before its announced length"),
  BAD_ENCODING(DOWNLOAD, "the content coding cannot be undone"),
  BODY_TOO_SMALL(DOWNLOAD, "the body is smaller than 5,000 bytes"),
  NOT_AN_IMAGE(DOWNLOAD, "the body is not a JPEG, PNG or WebP by its first bytes"),
  TOO_MANY_PIXELS(DOWNLOAD, "the picture has more than 89,478,484 pixels"),
  IMAGE_TRUNCATED(DOWNLOAD, "the picture ends too early"),
  IMAGE_BROKEN(DOWNLOAD, "the picture cannot be decoded"),
  REMOVED_PICTURE(
      DOWNLOAD, "the hash of the picture, or of one that it looks like, is on the removal list"),

  LOW_SIMILARITY(SCORE, "picture and caption are less alike than the threshold"),
  UNSAFE(
      SCORE, "the picture is almost surely unsafe and its caption on the list of suspicious texts");

  private final StageName stage;
  private final String description;

  Reason(StageName stage, String description) {
    this.stage = stage;
    this.description = description;
  }

  /// The stage that refuses for this reason.
  public StageName stage() {
    return stage;
  }

  /// One clause without a full stop, for documents and reports.
  public String description() {
    return description;
  }
}
