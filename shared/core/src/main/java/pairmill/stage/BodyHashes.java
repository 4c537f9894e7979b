package pairmill.stage;

import pairmill.download.Fetched;
import pairmill.row.PictureFacts;
import pairmill.sample.Picture;
import pairmill.store.Digest;

/// The hashes of a body as received, in lower-case hexadecimal.
record BodyHashes(String md5, String sha1, String sha256) {
  static BodyHashes of(byte[] body) {
    return new BodyHashes(Digest.md5(body), Digest.sha1(body), Digest.sha256(body));
  }

  PictureFacts facts(Picture picture, Fetched fetched) {
    return new PictureFacts(
        picture.originalWidth(),
        picture.originalHeight(),
        picture.width(),
        picture.height(),
        md5,
        sha256,
        picture.pdq(),
        picture.meanColor(),
        picture.exif(),
        fetched.fetchedAt(),
        fetched.finalUrl());
  }
}
