"""Opens a run's output with the readers people have: what one of them cannot open is no dataset.

    python3 readers.py WORK OUT      OUT: a run with kept images; WORK: an empty folder

Nothing here needs a network.
"""

import io
import json
import os
import pathlib
import re
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"

import datasets
import duckdb
import mlcroissant
import pyarrow.parquet as pq
import webdataset
from huggingface_hub import DatasetCard
from PIL import Image

from dataset import Broken, manifest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "how-to" / "read-a-dataset-elsewhere.md"
SPLITS = ("en", "multi", "nolang")
COLUMNS = {
    "url", "caption", "key", "status", "error_message", "width", "height", "language", "similarity", "hash",
    "md5", "sha256", "pdq", "exif", "license", "page_url", "archive_file", "archive_offset", "fetched_at",
    "final_url", "consent_evidence",
}
CARD_KEYS = {"license", "language", "size_categories", "task_categories", "configs"}


def equal(expected, actual, what):
    if expected != actual:
        raise Broken(f"{what}: {actual}, not {expected}")


def parts(out, splits=SPLITS):
    dataset = pathlib.Path(out) / "dataset"
    return [str(p) for split in splits for p in sorted((dataset / split).glob("*.parquet"))]


def published(out):
    """Number of rows that the manifest says were published."""
    return manifest(out)["funnel"][-1]["out"]


def pyarrow_opens(out):
    tables = [pq.read_table(p) for p in parts(out)]
    for part, table in zip(parts(out), tables):
        missing = COLUMNS - set(table.column_names)
        if missing:
            raise Broken(f"{part} lacks {sorted(missing)}")
        if set(table["status"].to_pylist()) - {"success"}:
            raise Broken(f"{part} publishes refused rows")
    equal(published(out), sum(t.num_rows for t in tables), "rows that pyarrow reads")
    for part in parts(out, ("rejected",)):
        if "success" in pq.read_table(part)["status"].to_pylist():
            raise Broken(f"{part} rejects a success")


def duckdb_opens(out):
    [(rows, urls)] = duckdb.sql(f"select count(*), count(distinct url) from read_parquet({parts(out)})").fetchall()
    equal(published(out), rows, "rows that DuckDB reads")
    equal(rows, urls, "distinct addresses")


def hugging_face_opens(out, work):
    cache = str(pathlib.Path(work) / "hf")
    rows = datasets.load_dataset("parquet", data_files=parts(out), split="train", cache_dir=cache)
    equal(published(out), len(rows), "rows that datasets reads from the files")
    folder = str(pathlib.Path(out) / "dataset")
    for name in datasets.get_dataset_config_names(folder):
        for split, rows in datasets.load_dataset(folder, name, cache_dir=cache).items():
            print(f"  the card's {name}/{split}: {len(rows)} rows")


def card_parses(out):
    dataset = pathlib.Path(out) / "dataset"
    card = DatasetCard((dataset / "README.md").read_text(encoding="utf-8"))
    data = card.data.to_dict()
    missing = CARD_KEYS - {k for k, v in data.items() if v}
    if missing:
        raise Broken(f"the card's front matter lacks {sorted(missing)}")
    for config in data["configs"]:
        for files in config["data_files"] if isinstance(config["data_files"], list) else [config["data_files"]]:
            patterns = files["path"] if isinstance(files, dict) else files
            for pattern in [patterns] if isinstance(patterns, str) else patterns:
                if not list(dataset.glob(pattern)):
                    raise Broken(f"the card's {pattern} names no file")
    if len(card.text.strip()) < 200:
        raise Broken("the card says next to nothing")


def croissant_validates(out):
    try:
        found = mlcroissant.Dataset(jsonld=str(pathlib.Path(out) / "dataset" / "croissant.json"))
    except mlcroissant.ValidationError as e:
        raise Broken(f"croissant.json: {e}") from e
    for warning in found.metadata.ctx.issues.warnings:
        print(f"  {warning}")
    if not found.metadata.record_sets:
        raise Broken("croissant.json describes no record set")


def webdataset_opens(out):
    samples = pathlib.Path(out) / "samples"
    tars = sorted(samples.glob("*.tar"))
    if not tars:
        raise Broken(f"{samples} holds no tar")
    for tar in tars:
        rows = {r["key"]: r for r in pq.read_table(tar.with_suffix(".parquet")).to_pylist()}
        expected = sorted(k for k, r in rows.items() if r["status"] == "success")
        keys = []
        for sample in webdataset.WebDataset(str(tar), shardshuffle=False, empty_check=False):
            key = sample["__key__"]
            keys.append(key)
            if key not in rows:
                raise Broken(f"{tar} holds {key}, which its Parquet does not")
            equal(rows[key]["caption"], sample["txt"].decode("utf-8"), f"text of {key}")
            picture = Image.open(io.BytesIO(sample["jpg"]))
            picture.load()
            equal((rows[key]["width"], rows[key]["height"]), picture.size, f"size of {key}")
        equal(expected, keys, f"keys in {tar.name}")
        stats = json.loads((samples / f"{tar.stem}_stats.json").read_text(encoding="utf-8"))
        counts = stats.get("count", stats.get("in")), stats.get("successes", stats.get("out"))
        equal((len(rows), len(expected)), counts, f"counts in {tar.stem}_stats.json")


def documented(page, out):
    """Runs the SQL and the Python that a page shows, with OUT as its OUT."""
    text = pathlib.Path(page).read_text(encoding="utf-8").replace("OUT/", f"{out}/")
    queries = re.findall(r'^    duckdb -c "(.*)"$', text, re.M)
    programs = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    if not queries or not programs:
        raise Broken(f"{page} shows nothing to run")
    for query in queries:
        duckdb.sql(query).fetchall()
    for program in programs:
        exec(compile(program, str(page), "exec"), {})  # our own page


def main():
    work, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if published(out) == 0:
        raise Broken("the run published nothing, so there is nothing to open")
    for reader, *args in (
        (pyarrow_opens,),
        (duckdb_opens,),
        (hugging_face_opens, work),
        (card_parses,),
        (croissant_validates,),
        (webdataset_opens,),
    ):
        reader(out, *args)
        print(f"{reader.__name__}: yes")
    documented(PAGE, out)
    print(f"{PAGE.name}: every example runs")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
