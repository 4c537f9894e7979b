package pairmill.pixels;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A body read by position: past its end there are zeros, so that no offset can throw.
@SuppressWarnings("ArrayRecordComponent") // a view, compared by nobody
record Bytes(byte[] array) {
  int length() {
    return array.length;
  }

  int u8(long at) {
    return at >= 0 && at < array.length ? array[(int) at] & 0xff : 0;
  }

  int u16(long at) {
    return (u8(at) << 8) | u8(at + 1);
  }

  int u16le(long at) {
    return u8(at) | (u8(at + 1) << 8);
  }

  int u24le(long at) {
    return u16le(at) | (u8(at + 2) << 16);
  }

  long u32(long at) {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  long u32le(long at) {
    return ((long) u16le(at + 2) << 16) | u16le(at);
  }

  boolean startsWith(long at, String latin1) {
    for (int i = 0; i < latin1.length(); i++) {
      if (at + i >= array.length || u8(at + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text(long at, int length) {
    int from = Math.clamp(at, 0, array.length);
    int to = Math.min(array.length, from + length);
    return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
  }

  String hex(int at, int length) {
    return HexFormat.of().formatHex(array, at, Math.min(array.length, at + length));
  }
}
