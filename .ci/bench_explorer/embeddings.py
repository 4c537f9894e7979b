"""Draws embeddings for rows, in clip-retrieval's layout beside them.

    python3 embeddings.py ROWS [--seed 1]      in a Python that has duckdb and numpy

ROWS is a folder that rows.py made. They are as those of CLIP are: all lie about one direction (two of them have a cosine of 0.5 in
the mean), some directions matter more than others, and most belong to one of 20,000 clusters, which are large by their rank (Zipf).
"""

import argparse
import pathlib

import duckdb
import numpy

DIMENSIONS, CLUSTERS, AT_ONCE = 512, 20_000, 50_000


def draw(folder, seed=1):
    """Writes a part for each Parquet file of the folder."""
    folder = pathlib.Path(folder)
    files = sorted(folder.glob("*.parquet"))
    for kind in ("img_emb", "metadata"):
        (folder / "embeddings" / kind).mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(seed)
    turned, _ = numpy.linalg.qr(random.standard_normal((DIMENSIONS, DIMENSIONS)))
    turned = turned.astype(numpy.float32)
    matters = numpy.arange(1, DIMENSIONS + 1, dtype=numpy.float32) ** -0.35
    matters /= numpy.linalg.norm(matters)
    about = random.standard_normal(DIMENSIONS).astype(numpy.float32)
    about /= numpy.linalg.norm(about)
    clusters = random.standard_normal((CLUSTERS, DIMENSIONS), dtype=numpy.float32) * matters
    for n, file in enumerate(files):
        duckdb.execute(
            f"COPY (SELECT url, caption FROM read_parquet('{file}')) TO '{folder}/embeddings/metadata/metadata_{n}.parquet' (FORMAT parquet)"
        )
        ((count,),) = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchall()
        out = numpy.lib.format.open_memmap(
            folder / f"embeddings/img_emb/img_emb_{n}.npy", mode="w+", dtype=numpy.float16, shape=(count, DIMENSIONS)
        )
        for first in range(0, count, AT_ONCE):
            some = min(AT_ONCE, count - first)
            cluster = (numpy.power(CLUSTERS + 1, random.random(some)) - 1).astype(int) % CLUSTERS
            own = random.standard_normal((some, DIMENSIONS), dtype=numpy.float32) * matters
            drawn = (0.75 * clusters[cluster] + 0.66 * own) @ turned.T + about
            out[first : first + some] = drawn / numpy.linalg.norm(drawn, axis=1, keepdims=True)
        out.flush()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=1)
    told = arguments.parse_args()
    draw(told.rows, told.seed)


if __name__ == "__main__":
    main()
