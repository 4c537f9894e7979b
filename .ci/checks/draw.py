"""Draws pictures and archives for the checks, with the standard library alone, the same on every machine."""

import random
import struct
import zlib


def png(seed, side=64):
    """A picture of noise: about 3 * side * side bytes, which nothing can compress."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(3 * side) for _ in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    )


def warc(pictures=4, side=64, host="pictures.example.com"):
    """A WARC of one page and the pictures it shows, each with an alt text."""
    images = "".join(f'<img src="/{n}.png" alt="A picture of noise number {n}">' for n in range(pictures))
    page = f"<!doctype html><title>Noise</title>{images}".encode()
    records = [response(f"http://{host}/", "text/html", page)]
    records += [response(f"http://{host}/{n}.png", "image/png", png(n, side)) for n in range(pictures)]
    return b"".join(records)


def response(url, kind, body):
    """A WARC record of an HTTP response."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    number = zlib.crc32(url.encode())
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"
