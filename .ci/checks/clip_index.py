"""`clip-retrieval index` builds an index of a run's embeddings, and each row finds itself first.

    python clip_index.py WORK RUN [MODEL]

With MODEL, the folder of the model that the run scored with, the captions are embedded again and must give the rows they stand beside.
Runs in the Python of .ci/requirements/clip.txt. Every function raises Broken with one sentence.
"""

import json
import pathlib
import subprocess
import sys

import numpy as np
import pyarrow.parquet as pq

from dataset import Broken
from pairmill import pairmill

COLUMNS = ("url", "caption")
WIDTH = 512
HALF = 1e-3  # what rounding to float16 may do to the product of two normalised rows


def embeddings(folder):
    """float16 rows of all parts of one kind, in order."""
    paths = sorted(folder.glob("*.npy"), key=number)
    if not paths:
        raise Broken(f"{folder} holds no .npy file")
    parts = [np.load(path) for path in paths]
    for path, part in zip(paths, parts):
        if part.dtype != np.float16 or part.ndim != 2 or part.shape[1] != WIDTH:
            raise Broken(f"{path}: {part.dtype} {list(part.shape)}, not float16 [n, {WIDTH}]")
        lengths = np.linalg.norm(part.astype(np.float32), axis=1)
        if not np.allclose(lengths, 1, atol=1e-2):
            raise Broken(f"{path}: embeddings are {lengths.min()} to {lengths.max()} long, not 1")
    rows = np.concatenate(parts)
    if len(rows) > 1 and len(np.unique(rows, axis=0)) == 1:
        raise Broken(f"{folder}: all {len(rows)} rows are the same")
    return rows


def number(path):
    return int(path.stem.rsplit("_", 1)[1])


def metadata(folder):
    """All rows about the embeddings, in order."""
    paths = sorted(folder.glob("*.parquet"), key=number)
    if not paths:
        raise Broken(f"{folder} holds no Parquet file")
    rows = []
    for path in paths:
        table = pq.read_table(path)
        missing = [name for name in COLUMNS if name not in table.column_names]
        if missing:
            raise Broken(f"{path} has no column {', '.join(missing)}")
        rows += table.select(list(COLUMNS)).to_pylist()
    for at, row in enumerate(rows):
        if not row["url"] or row["caption"] is None:
            raise Broken(f"{folder}: row {at} has no url or no caption")
    return rows


def whole(source):
    """Images, texts and metadata have the same number of rows."""
    images, texts, rows = embeddings(source / "img_emb"), embeddings(source / "text_emb"), metadata(source / "metadata")
    if not len(images) == len(texts) == len(rows):
        raise Broken(f"{source}: {len(images)} images, {len(texts)} texts, {len(rows)} rows of metadata")
    return images, texts, rows


def build(source, target):
    """What a user would type."""
    tool = pathlib.Path(sys.executable).with_name("clip-retrieval")
    command = [
        str(tool), "index", "--embeddings_folder", str(source), "--index_folder", str(target),
        "--max_index_memory_usage", "1G", "--current_memory_available", "2G", "--nb_cores", "1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise Broken(f"clip-retrieval index: exit code {done.returncode}\n{done.stderr[-2000:]}")


def finds_itself(path, rows):
    """Each row's nearest one is itself, or one that float16 cannot tell from it. Returns the kind of index."""
    import faiss

    index = faiss.read_index(str(path))
    if index.ntotal != len(rows):
        raise Broken(f"{path} holds {index.ntotal} rows, not {len(rows)}")
    rows = rows.astype(np.float32)
    _, nearest = index.search(rows, 1)
    for at, found in enumerate(nearest[:, 0]):
        if found < 0 or rows[at] @ rows[found] < rows[at] @ rows[at] - HALF:
            raise Broken(f"{path}: row {at} finds row {found} first")
    return type(index).__name__


def beside_its_caption(model, work, texts, rows):
    """Each row of text embeddings is that of the caption in the same row of metadata."""
    captions = work / "captions.jsonl"
    captions.write_text("".join(json.dumps({"text": row["caption"]}) + "\n" for row in rows), encoding="ascii")
    pairmill("embed", "--model", model, "--texts", captions, "--out", work / "captions.npy")
    again = np.load(work / "captions.npy")
    if again.shape != texts.shape:
        raise Broken(f"{list(again.shape)} embeddings of captions, not {list(texts.shape)}")
    differences = np.abs(again - texts.astype(np.float32)).max(axis=1)
    if not (differences < HALF).all():
        at = int(differences.argmax())
        raise Broken(f"text embedding {at} is not that of its caption {rows[at]['caption'][:60]!a}: {differences[at]:.2e} off")


def main():
    work, run = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
    source, target = run / "dataset" / "embeddings", work / "index"
    images, texts, rows = whole(source)
    build(source, target)
    for name, part in (("image", images), ("text", texts)):
        kind = finds_itself(target / f"{name}.index", part)
        print(f"{name}.index: {kind} of {len(part)} rows, each finds itself first")
    if len(sys.argv) > 3:
        beside_its_caption(pathlib.Path(sys.argv[3]).resolve(), work, texts, rows)
        print(f"{len(rows)} captions stand beside their embeddings")
    if metadata(target / "metadata") != rows:
        raise Broken(f"{target / 'metadata'} is not the metadata of the dataset")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
