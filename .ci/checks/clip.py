"""`pairmill embed` answers as PyTorch does, with the same weights.

    python clip.py WORK [FULL]

FULL keeps the full-size model between calls, WORK/full by default; it takes 600 MB and a minute to make.
Runs in the Python of .ci/requirements/clip.txt. Every function raises Broken with one sentence.
"""

import dataclasses
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

import numpy as np

from dataset import Broken
from pairmill import ROOT, pairmill

DOUBLE = ROOT / "models" / "clip-test-double"
FROM_PIXELS = 1e-5
FROM_FILES = 1e-2
LONGEST = 77


@dataclasses.dataclass
class Answers:
    """What PyTorch says of a model: embeddings are normalised, `files` are the pictures of the last rows of crops."""

    name: str
    model: pathlib.Path
    crops: np.ndarray
    images: np.ndarray
    files: list
    texts: list
    ids: list
    embedded: list  # rows of texts whose embeddings are known
    text_embeddings: np.ndarray


def of_full(folder):
    """The answers that clip_export.py wrote."""
    rows = [json.loads(line) for line in (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [json.loads(line) for line in (folder / "ids.jsonl").read_text(encoding="utf-8").splitlines()]
    return Answers(
        "full size", folder, np.load(folder / "crops.npy"), np.load(folder / "image_embeddings.npy"),
        [folder / line for line in (folder / "images.txt").read_text(encoding="utf-8").splitlines()],
        [row["text"] for row in rows], ids, list(range(len(rows))), np.load(folder / "text_embeddings.npy"),
    )


def of_double():
    """The answers that are committed with the test double; its crops are drawn again and must be those it tells of."""
    sys.path.insert(0, str(DOUBLE))
    import export
    import pictures

    golden = json.loads((DOUBLE / "golden.json").read_text(encoding="utf-8"))
    files = [DOUBLE / row["file"] for row in golden["pictures"] if "file" in row]
    crops = np.concatenate([pictures.crops(), np.stack([export.crop(path.read_bytes()) for path in files])])
    for row, drawn in zip(golden["pictures"], crops):
        if hashlib.sha256(drawn.tobytes()).hexdigest() != row["crop"]:
            raise Broken(f"{row.get('name', row.get('file'))} of the test double is not the picture its goldens tell of")
    texts = [row["text"] for row in golden["texts"]]
    return Answers(
        "test double", DOUBLE, crops, np.array([row["embedding"] for row in golden["pictures"]]), files,
        texts, [row["ids"] for row in golden["texts"]], [texts.index(row["text"]) for row in golden["embedded"]],
        np.array([row["embedding"] for row in golden["embedded"]]),
    )


def embed(answers, work, name, *options):
    """The embeddings that the command writes, checked for their form."""
    out = work / f"{name}.npy"
    pairmill("embed", "--model", answers.model, *options, "--out", out)
    try:
        made = np.load(out)
    except (OSError, ValueError) as e:
        raise Broken(f"{out}: {e}") from e
    if made.dtype != np.float32 or made.ndim != 2:
        raise Broken(f"{name}: {made.dtype} {list(made.shape)}, not float32 of two dimensions")
    lengths = np.linalg.norm(made.astype(np.float64), axis=1)
    if not np.allclose(lengths, 1, atol=1e-5):
        raise Broken(f"{name}: embeddings are {lengths.min()} to {lengths.max()} long, not 1")
    return made


def close(expected, actual, most, what):
    """The largest absolute difference, which must not be above `most`."""
    if expected.shape != actual.shape:
        raise Broken(f"{what}: {list(actual.shape)}, not {list(expected.shape)}")
    differences = np.abs(np.asarray(expected, np.float64) - np.asarray(actual, np.float64))
    if not differences.size or not np.isfinite(differences).all():
        raise Broken(f"{what}: nothing to compare")
    largest = differences.max()
    if largest > most:
        row = int(np.unravel_index(differences.argmax(), differences.shape)[0])
        raise Broken(f"{what}: row {row} differs by {largest:.2e}, more than {most:.0e}")
    return largest


def same_ids(expected, lines, texts):
    """Ids are equal, whether or not they are padded with 0 to 77."""
    actual = [json.loads(line) for line in lines]
    if len(actual) != len(expected):
        raise Broken(f"ids of {len(actual)} texts, not of {len(expected)}")
    for text, right, ids in zip(texts, expected, actual):
        if ids not in (right, right + [0] * (LONGEST - len(right))):
            raise Broken(f"ids of {text[:60]!a} are {ids[:20]}, not {right[:20]} ({len(right)} ids)")


def check(answers, work):
    """All figures of one model."""
    work.mkdir(parents=True)
    np.save(work / "crops.npy", answers.crops)
    texts = work / "texts.jsonl"
    texts.write_text("".join(json.dumps({"text": text}) + "\n" for text in answers.texts), encoding="ascii")
    images = embed(answers, work, "pixels", "--pixels", work / "crops.npy")
    files = embed(answers, work, "files", "--images", *answers.files)
    all_texts = embed(answers, work, "texts", "--texts", texts, "--ids", work / "ids.jsonl")
    if len(all_texts) != len(answers.texts):
        raise Broken(f"{len(all_texts)} embeddings of {len(answers.texts)} texts")
    captions = all_texts[answers.embedded]
    same_ids(answers.ids, (work / "ids.jsonl").read_text(encoding="utf-8").splitlines(), answers.texts)
    of_files = answers.images[-len(answers.files):]
    told = answers.images @ answers.text_embeddings.T
    figures = {
        "image embeddings from pixels": close(answers.images, images, FROM_PIXELS, "image embeddings from pixels"),
        "text embeddings from text": close(answers.text_embeddings, captions, FROM_PIXELS, "text embeddings from text"),
        "similarities from pixels": close(told, images @ captions.T, FROM_PIXELS, "similarities from pixels"),
        "image embeddings from files": close(of_files, files, FROM_FILES, "image embeddings from files"),
        "similarities from files": close(told[-len(files):], files @ captions.T, FROM_FILES, "similarities from files"),
    }
    print(f"{answers.name}: {len(images)} crops, {len(files)} files, {len(all_texts)} texts, ids exact")
    for what, largest in figures.items():
        print(f"{answers.name}: {what}: largest difference {largest:.1e}")


def check_lines(answers, work):
    """A .txt of a text a line gives what a .jsonl of the same texts does."""
    captions = [text for text in answers.texts if text and text.isprintable()]
    (work / "captions.txt").write_text("".join(text + "\n" for text in captions), encoding="utf-8")
    lines = embed(answers, work, "lines", "--texts", work / "captions.txt")
    rows = np.load(work / "texts.npy")[[answers.texts.index(text) for text in captions]]
    close(rows, lines, 1e-6, "embeddings of a text file")


def check_written_again(work):
    """The script of the test double writes the files that are committed."""
    subprocess.run([sys.executable, "-B", str(DOUBLE / "export.py"), str(work / "again")], check=True)
    for path in sorted(p for p in (work / "again").rglob("*") if p.is_file()):
        name = path.relative_to(work / "again")
        if not (DOUBLE / name).is_file() or (DOUBLE / name).read_bytes() != path.read_bytes():
            raise Broken(f"models/clip-test-double/{name} is not what export.py writes")
    print("test double: written again, byte for byte")


def full_size(folder):
    """Makes the full-size model, unless these very scripts made it before."""
    script = pathlib.Path(__file__).with_name("clip_export.py")
    sources = [script, *sorted(DOUBLE.glob("*.py")), ROOT / ".ci" / "requirements" / "clip.txt"]
    made_by = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    mark = folder / "made-by"
    if not mark.is_file() or mark.read_text() != made_by:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-B", str(script), str(folder)], check=True)
        mark.write_text(made_by)
    return folder


def main():
    work = pathlib.Path(sys.argv[1]).resolve()
    full = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else work / "full"
    check_written_again(work / "double")
    double = of_double()
    check(double, work / "double" / "embed")
    check_lines(double, work / "double" / "embed")
    check(of_full(full_size(full)), work / "full-embed")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
