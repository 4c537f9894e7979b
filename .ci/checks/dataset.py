"""What must hold for every output folder of a run, whatever made it.

    python3 dataset.py OUT      checks that the dataset stands and that nothing left its funnel silently

The standard library is enough. Every function raises Broken with one sentence.
"""

import hashlib
import json
import pathlib
import sys

FILES = ("manifest.json", "README.md", "croissant.json")
SPLITS = ("en", "multi", "nolang")


class Broken(Exception):
    """The thing checked is not as it must be."""


def manifest(out):
    """Reads OUT/dataset/manifest.json."""
    path = pathlib.Path(out) / "dataset" / "manifest.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise Broken(f"{path}: {e}") from e


def conserved(manifest):
    """in = out + refused at each stage, and what one stage lets out is what the next takes in."""
    funnel = manifest.get("funnel") or []
    if not funnel:
        raise Broken("the manifest has no funnel")
    for step in funnel:
        refused = sum(step["refused"].values())
        if min(step["in"], step["out"], *step["refused"].values(), 0) < 0:
            raise Broken(f"{step['stage']}: a negative count")
        if step["in"] != step["out"] + refused:
            raise Broken(f"{step['stage']}: {step['in']} in, but {step['out']} out + {refused} refused")
    for one, following in zip(funnel, funnel[1:]):
        if one["out"] != following["in"]:
            raise Broken(f"{one['stage']} lets out {one['out']}, but {following['stage']} takes in {following['in']}")
    return funnel


def stands(out):
    """The dataset's own files are there, whole, with at least one part of rows."""
    dataset = pathlib.Path(out) / "dataset"
    for name in FILES:
        if not (dataset / name).is_file():
            raise Broken(f"{dataset / name} is missing")
    json.loads((dataset / "croissant.json").read_text(encoding="utf-8"))
    if not (pathlib.Path(out) / "run.json").is_file():
        raise Broken(f"{out}/run.json is missing")
    parts = sorted(dataset.glob("*/*.parquet"))
    if not parts:
        raise Broken(f"{dataset} holds no Parquet file")
    for part in parts:
        body = part.read_bytes()
        if body[:4] != b"PAR1" or body[-4:] != b"PAR1":
            raise Broken(f"{part} is no whole Parquet file")
    return parts


def described(out):
    """The manifest names each other file with its right size and checksum, and counts what was published."""
    told = manifest(out)
    named = {f["name"]: f for f in told.get("files") or []}
    dataset = pathlib.Path(out) / "dataset"
    parts = {str(p.relative_to(dataset)): p.read_bytes() for p in sorted(dataset.rglob("*")) if p.is_file() and p.name != "manifest.json"}
    if named.keys() != parts.keys():
        raise Broken(f"the manifest names {sorted(named)}, but there are {sorted(parts)}")
    for name, body in parts.items():
        if (named[name]["bytes"], named[name]["sha256"]) != (len(body), hashlib.sha256(body).hexdigest()):
            raise Broken(f"{name} is not the file that the manifest describes")
    published = sum(f["rows"] for name, f in named.items() if name.split("/")[0] in SPLITS)
    if not published == told["rows"] == told["funnel"][-1]["out"]:
        raise Broken(f"{published} rows in files, {told['rows']} in all, {told['funnel'][-1]['out']} out of the last stage")


def files(folder):
    """The files under a folder by relative path, without the lock and the drafts in `.pairmill`."""
    folder = pathlib.Path(folder)
    found = {p.relative_to(folder): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {str(name): p for name, p in found.items() if ".pairmill" not in name.parts}


def checksums(folder):
    """SHA-256 of each file under a folder, by relative path."""
    return {name: hashlib.sha256(p.read_bytes()).hexdigest() for name, p in files(folder).items()}


def moments(folder):
    """Time of last change of each file under a folder, in nanoseconds, by relative path."""
    return {name: p.stat().st_mtime_ns for name, p in files(folder).items()}


def same(expected, actual, what):
    """Two results of checksums or moments are equal."""
    if not expected:
        raise Broken(f"{what}: there is nothing to compare")
    differ = sorted(n for n in expected.keys() | actual.keys() if expected.get(n) != actual.get(n))
    if differ:
        raise Broken(f"{what}: {len(differ)} files differ, such as {', '.join(differ[:5])}")


def main():
    out = sys.argv[1]
    parts = stands(out)
    described(out)
    for step in conserved(manifest(out)):
        print(f"{step['stage']}: {step['in']} in, {step['out']} out, refused {step['refused']}")
    print(f"{len(parts)} Parquet files")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
