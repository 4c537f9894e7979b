"""Downloads lists as img2dataset and LAION publish them, from a server that this check starts.

    python3 download.py WORK      in a Python that has pyarrow

Each address has an outcome that is known beforehand.
"""

import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

import draw
from dataset import Broken
from pairmill import pairmill
from web import web

GOOD = 6
BODIES = {f"/{n}.png": draw.png(n, 80) for n in range(GOOD)} | {
    "/small.png": draw.png(99, 8),
    "/text.png": b"this is no picture " * 400,
    "/cut.png": draw.png(98, 80)[:9000],
}
EXPECTED = {f"/{n}.png": ("success",) for n in range(GOOD)} | {
    "/small.png": ("BODY_TOO_SMALL",),
    "/text.png": ("NOT_AN_IMAGE",),
    "/cut.png": ("IMAGE_TRUNCATED", "IMAGE_BROKEN"),
    "/missing.png": ("HTTP_STATUS",),
}
# Columns as in img2dataset's own test list, and as in LAION's published ones.
SCHEMAS = {"img2dataset": ("url", "caption"), "laion": ("URL", "TEXT")}


def statuses(out):
    """status by path of the address, from the metadata that stands beside the tars."""
    found = {}
    for part in sorted((pathlib.Path(out) / "samples").glob("*.parquet")):
        for row in pq.read_table(part, columns=["url", "status"]).to_pylist():
            found["/" + row["url"].rsplit("/", 1)[1]] = row["status"]
    return found


def judge(found):
    if found.keys() != EXPECTED.keys():
        raise Broken(f"rows for {sorted(found)}, not for {sorted(EXPECTED)}")
    wrong = {path: found[path] for path, right in EXPECTED.items() if found[path] not in right}
    if wrong:
        raise Broken(f"wrong statuses: {wrong}")


def main():
    work = pathlib.Path(sys.argv[1])
    with web(BODIES) as port:
        address = f"127.0.0.1:{port}"
        for name, (url, text) in SCHEMAS.items():
            table = pa.table(
                {
                    url: [f"http://{address}{path}" for path in EXPECTED],
                    text: [f"A picture at {path} for the check" for path in EXPECTED],
                }
            )
            pq.write_table(table, work / f"{name}.parquet")
            out = work / name
            pairmill(
                "download", work / f"{name}.parquet", "--out", out, "--keep-images",
                "--allow-address", address, "--host-rate", 0, expect=(0, 1),
            )
            judge(statuses(out))
            print(f"{name}: {len(EXPECTED)} addresses, each as expected")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
