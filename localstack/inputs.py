"""What is put into the end-to-end run: archives drawn for it, or archives of the caller's."""

import shutil
import sys

from commands import ROOT, Failed

sys.path.insert(0, str(ROOT / ".ci" / "checks"))

import draw  # noqa: E402

HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3")


def pictures():
    """What the web on loopback serves, by path: some good, some broken."""
    good = {f"/{n}.png": draw.png(n, 80) for n in range(36)}
    return good | {"/small.png": draw.png(99, 8), "/text.png": b"this is no picture " * 400, "/cut.png": draw.png(98, 80)[:9000]}


def drawn(folder, served, port):
    """Archives whose pages show what is served there, and what is missing."""
    words = ["A red kite over the bay", "Zwei Hunde spielen im Schnee", "Un chat noir sur le toit", "Old map of the harbour"]
    paths = [*served, "/missing.png"]
    for part in range(2):
        images = "".join(
            f'<img src="http://{HOSTS[n % len(HOSTS)]}:{port}{path}" alt="{words[n % len(words)]}, number {n}">'
            for n, path in enumerate(paths) if n % 2 == part or n < 4)
        page = f"<!doctype html><title>Pictures</title>{images}".encode()
        (folder / f"part {part}+ä.warc").write_bytes(draw.response(f"http://pages.example.com/{part}", "text/html", page))
    return sorted(folder.iterdir())


def many(folder):
    """Fifty small archives, some of whose addresses are the same."""
    for n in range(50):
        pictures = range(n % 7, n % 7 + 3)
        images = "".join(f'<img src="/{m}.png" alt="A picture of noise, number {m} of {n}">' for m in pictures)
        host = f"h{n % 11}.example.com"
        records = [draw.response(f"http://{host}/", "text/html", f"<!doctype html>{images}".encode())]
        records += [draw.response(f"http://{host}/{m}.png", "image/png", draw.png(m, 64)) for m in pictures if m % 3]
        (folder / f"{n:02}.warc").write_bytes(b"".join(records))
    return sorted(folder.iterdir())


def staged(archives, folder):
    """The archives under names of their own: a run's inputs are told apart by them."""
    for n, archive in enumerate(archives):
        if not archive.is_file():
            raise Failed(f"{archive}: no such archive")
        name = archive.name if not (folder / archive.name).exists() else f"{n}-{archive.name}"
        shutil.copyfile(archive, folder / name)
    return sorted(folder.iterdir())
