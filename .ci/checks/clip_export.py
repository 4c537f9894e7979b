#!/usr/bin/env python3
"""Write a full-size CLIP ViT-B/32 with seeded random weights, and what PyTorch answers with it.

    python clip_export.py OUT [INT8]

OUT gets image.onnx and text.onnx, with the inputs and outputs of the public exports, and the answers:

    crops.npy              uint8 [n, 224, 224, 3]: drawn crops, then those of the pictures
    pictures/, images.txt  the pictures, and their paths in OUT, a line each: the last rows of crops.npy
    image_embeddings.npy   float32 [n, 512], normalised
    texts.jsonl            {"text"} a line
    ids.jsonl              token ids a line, with start and end, without padding
    text_embeddings.npy    float32 [m, 512], normalised
    similarities.npy       float32 [n, m]

INT8 gets the same two graphs with their weights quantized per channel, for measuring speed.
Runs in the Python of .ci/requirements/clip.txt.
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import open_clip
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
sys.path.insert(0, str(ROOT / "models" / "clip-test-double"))

import export  # noqa: E402
import pictures  # noqa: E402
import texts  # noqa: E402
import towers  # noqa: E402

SEED = 20261123
STEPS = 1 << 20  # of a weight: enough for what looks like floating point
PHOTOGRAPHS = 24
CAPTIONS = 100
BATCH = 16


def full():
    """open_clip's ViT-B/32 as OpenAI trained it, with QuickGELU."""
    model = open_clip.create_model("ViT-B-32", pretrained=None, force_quick_gelu=True)
    return towers.seeded(model.float(), SEED, STEPS)


def photographs():
    """Photographs and captions of the test data, as far as there are any."""
    table = DATA / "captions.tsv"
    if not table.is_file():
        return [], []
    rows = [line.split("\t", 1) for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line]
    names = [name for name in dict.fromkeys(name for name, _ in rows) if (DATA / name).is_file()]
    chosen = names[:: max(1, len(names) // PHOTOGRAPHS)][:PHOTOGRAPHS]
    captions = list(dict.fromkeys(caption for _, caption in rows))
    return [DATA / name for name in chosen], captions[:: max(1, len(captions) // CAPTIONS)][:CAPTIONS]


def batched(answer, rows):
    with torch.no_grad():
        return np.concatenate([export.normalised(answer(part)) for part in torch.split(rows, BATCH)])


def write_answers(model, out):
    # All of OUT's own: it is kept longer than the checkout whose test data it was made from.
    (out / "pictures").mkdir()
    chosen, captions = photographs()
    files = []
    for name, body in [(path.name, path.read_bytes()) for path in chosen] + list(pictures.files()):
        files.append(out / "pictures" / name)
        files[-1].write_bytes(body)
    crops = np.concatenate([pictures.crops(), np.stack([export.crop(path.read_bytes()) for path in files])])
    tokenizer = open_clip.tokenizer.SimpleTokenizer()
    all_texts = list(dict.fromkeys([text for _, text in texts.ALL] + captions))
    ids = [export.token_ids(tokenizer, text) for text in all_texts]
    of_images = batched(model.encode_image, export.pixels(crops))
    of_texts = batched(model.encode_text, export.padded(ids))
    np.save(out / "crops.npy", crops)
    np.save(out / "image_embeddings.npy", of_images)
    np.save(out / "text_embeddings.npy", of_texts)
    np.save(out / "similarities.npy", of_images @ of_texts.T)
    write_lines(out / "images.txt", (f"pictures/{path.name}" for path in files))
    write_lines(out / "texts.jsonl", (json.dumps({"text": text}) for text in all_texts))
    write_lines(out / "ids.jsonl", map(json.dumps, ids))


def write_lines(path, lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def quantize(source, target):
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.mkdir(parents=True, exist_ok=True)
    for name in ("image.onnx", "text.onnx"):
        quantize_dynamic(
            source / name, target / name, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"]
        )


def main():
    warnings.simplefilter("ignore")
    export.check_versions()
    out = pathlib.Path(sys.argv[1]).resolve()
    out.mkdir(parents=True)
    model = full()
    towers.write_both(model, out, rows=len(model.token_embedding.weight))
    write_answers(model, out)
    if len(sys.argv) > 2:
        quantize(out, pathlib.Path(sys.argv[2]))


if __name__ == "__main__":
    main()
