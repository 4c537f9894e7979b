"""Mills pictures that are broken on purpose, and scores what is left: each is a scored row or a counted reason.

    python hostile.py WORK

Runs in the Python of .ci/requirements/readers.txt. Every function raises Broken with one sentence.
"""

import csv
import json
import pathlib
import sys

import pyarrow.parquet as pq

import draw
from dataset import Broken, conserved, described, manifest, stands
from pairmill import DATA, ROOT, pairmill

DOUBLE = ROOT / "models" / "clip-test-double"
SMALLEST = 5_000  # bytes: the published constant
DECODED = ("JPEG", "PNG", "WEBP")
SECONDS = 900
MEMORY = 3 << 30  # what the launcher's heap and the models leave, generously


def pictures():
    """Every hostile file with what Pillow says of it, in a fixed order."""
    with open(DATA / "images" / "hostile_decode.tsv", encoding="utf-8", newline="") as lines:
        told = {row["path"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = sorted(path for path in (DATA / "images" / "hostile").rglob("*") if path.is_file())
    return [(path, told.get(str(path.relative_to(DATA)))) for path in found]


def archive(path, files):
    """A WARC of one page that shows every file, filled up to the smallest size that is taken; each address ends in .jpg: only the bytes tell what it is."""
    page = "".join(f'<img src="/{n}.jpg" alt="A hostile picture, number {n}">' for n in range(len(files)))
    with open(path, "wb") as warc:
        warc.write(draw.response("http://hostile.example.com/", "text/html", f"<!doctype html>{page}".encode()))
        for n, (file, _) in enumerate(files):
            warc.write(draw.response(f"http://hostile.example.com/{n}.jpg", "image/jpeg", file.read_bytes().ljust(SMALLEST, b"\0")))


def rows(out):
    """Every published and rejected row by the number in its address."""
    columns = ["url", "status", "error_message", "similarity"]
    found = {}
    for part in sorted((out / "dataset").glob("*/part-*.parquet")):
        for row in pq.read_table(part, columns=columns).to_pylist():
            number = int(row["url"].rsplit("/", 1)[1].removesuffix(".jpg"))
            if number in found:
                raise Broken(f"{row['url']} is there twice")
            found[number] = row
    return found


def well(told):
    """Whether Pillow reads it, in a format that is asked for."""
    return told is not None and told["pillow_verdict"] == "ok" and told["detail"].split(" ")[0] in DECODED


def check(files, found):
    """Each file has its row: scored, or refused with a reason and what was seen."""
    missing = [str(file) for n, (file, _) in enumerate(files) if n not in found]
    if missing:
        raise Broken(f"{len(missing)} pictures have no row, {missing[0]} among them")
    lost = []
    for n, (file, told) in enumerate(files):
        row = found[n]
        scored = row["status"] in ("success", "LOW_SIMILARITY")
        if scored != (row["similarity"] is not None):
            raise Broken(f"{file}: {row['status']}, with similarity {row['similarity']}")
        if row["status"] != "success" and not row["error_message"]:
            raise Broken(f"{file}: {row['status']}, and nothing says what was seen")
        if not scored and well(told):
            lost.append(f"{file}: {row['status']}, {row['error_message']}")
    for line in lost:
        print(f"Pillow reads it, this does not: {line}")
    if len(lost) > 2:  # one WebP and one JPEG with impossible lengths
        raise Broken(f"{len(lost)} pictures are refused that Pillow reads")


def main(work):
    files = pictures()
    if not files:
        raise Broken(f"there are no hostile pictures in {DATA}")
    archive(work / "hostile.warc", files)
    out = work / "out"
    done = pairmill(
        "run", "--json", "--quiet", "--images", "archive", "--rules", "raw", "--host-cap", len(files) + 1,
        "--scorer", DOUBLE, "--out", out, work / "hostile.warc", seconds=SECONDS,
    )
    stands(out)
    described(out)
    funnel = conserved(manifest(out))
    found = rows(out)
    check(files, found)
    peak = max(stage["peak_rss_bytes"] or 0 for stage in json.loads(done.out)["stages"])
    if peak > MEMORY:
        raise Broken(f"{peak >> 20} MB of memory")
    scored = sum(row["similarity"] is not None for row in found.values())
    print(f"{len(files)} pictures: {scored} scored, {funnel[-1]['out']} published, {peak >> 20} MB")


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]))
    except Broken as e:
        sys.exit(f"broken: {e}")
