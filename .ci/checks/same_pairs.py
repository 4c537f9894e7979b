"""Compares the pairs of `pairmill extract --rules raw` with those of cc2dataset's own function on the same WATs.

    python3 same_pairs.py WORK FILE.wat.gz...      in a Python that has cc2dataset

Compared is the set of (url, alt). cc2dataset loses a whole file to one image link without alt or address; such a file
proves nothing and is named.
"""

import pathlib
import re
import sys

from dataset import Broken
from pairmill import pairmill

ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def unescaped(cell):
    """Undoes the escapes of a TSV cell: backslash before t, n, r or a backslash."""
    return re.sub(r"\\(.?)", lambda m: ESCAPES[m.group(1)], cell, flags=re.S)


def read_tsv(path):
    """The pairs of a TSV without a header: url, tab, caption."""
    lines = pathlib.Path(path).read_bytes().decode("utf-8").split("\n")
    if lines.pop() != "":
        raise Broken(f"{path} does not end with a line feed")
    pairs = set()
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != 2:
            raise Broken(f"{path}, line {number}: {len(cells)} cells")
        pairs.add((unescaped(cells[0]), unescaped(cells[1])))
    return pairs


def cc2dataset_pairs(path):
    from cc2dataset.main import process_wat  # imports Spark: slow, and not there when this file is tested
    from loguru import logger

    logger.remove()
    return {(url, alt) for _, url, alt, *_ in process_wat(str(path), "image")}


def compare(theirs, ours, name):
    missing, extra = theirs - ours, ours - theirs
    if missing or extra:
        raise Broken(
            f"{name}: {len(missing)} pairs missing, such as {sorted(missing)[:3]}; "
            f"{len(extra)} too many, such as {sorted(extra)[:3]}"
        )


def main():
    work, compared = pathlib.Path(sys.argv[1]), 0
    for number, name in enumerate(sys.argv[2:]):
        theirs = cc2dataset_pairs(name)
        if not theirs:
            print(f"{name}: cc2dataset finds no pair, nothing to compare")
            continue
        tsv = work / f"{number}.tsv"
        pairmill("extract", "--rules", "raw", "--out", tsv, name, expect=(0, 1))
        compare(theirs, read_tsv(tsv), name)
        compared += len(theirs)
        print(f"{name}: the same {len(theirs)} pairs")
    if compared == 0:
        raise Broken("nothing was compared")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
