#!/usr/bin/env python3
"""Write the test double: a tiny CLIP with seeded random weights, the answers PyTorch gives with it, and its card for machines.

    python models/clip-test-double/export.py [FOLDER]

Made with Python 3.11, torch 2.15.0, torchvision 0.29.2, open_clip 2.32.0, ftfy 6.3.1, onnx 1.23.2, numpy 1.26.4 and Pillow 13.0.0, as
.ci/requirements/clip.txt pins them; other versions are refused. The same versions write the same bytes again.
"""

import hashlib
import importlib.metadata
import io
import json
import pathlib
import sys
import warnings

import numpy as np
import open_clip
import torch
from open_clip.transform import image_transform
from PIL import Image

import pictures
import texts
import towers

PINNED = {
    "torch": "2.15.0", "torchvision": "0.29.2", "open_clip_torch": "2.32.0", "ftfy": "6.3.1", "onnx": "1.23.2", "numpy": "1.26.4",
    "pillow": "13.0.0",
}
SEED = 20261122
ROWS = 4093  # different ones in the table of token embeddings, to keep the file small: a prime
MEAN, STD = open_clip.OPENAI_DATASET_MEAN, open_clip.OPENAI_DATASET_STD
ALSO_EMBEDDED = ["", "a\0b \0 c", "long caption, " * 700, "<start_of_text> <END_OF_TEXT> inside"]

SHAPES = {
    "image.onnx": ({"pixel_values": [-1, 3, 224, 224]}, {"image_embeds": [-1, 512]}),
    "text.onnx": ({"input_ids": [-1, 77], "attention_mask": [-1, 77]}, {"text_embeds": [-1, 512]}),
}


def check_versions():
    for name, version in PINNED.items():
        found = importlib.metadata.version(name)
        if found != version:
            raise SystemExit(f"{name} is {found}, not {version}: install .ci/requirements/clip.txt")


def tiny():
    """The model: patches of 32 pixels, width 64, two layers, embeddings of 512."""
    vision = {"image_size": 224, "patch_size": 32, "width": 64, "head_width": 32, "layers": 2}
    text = {"context_length": 77, "vocab_size": 49408, "width": 64, "heads": 2, "layers": 2}
    model = open_clip.model.CLIP(embed_dim=512, quick_gelu=True, vision_cfg=vision, text_cfg=text)
    towers.seeded(model.float(), SEED)
    table = model.token_embedding.weight
    table.copy_(table[torch.arange(len(table)) % ROWS])
    return model


def crop(body):
    """uint8 [224, 224, 3] of a file's bytes: RGB first, EXIF's orientation ignored, then open_clip's resize and centre crop."""
    picture = Image.open(io.BytesIO(body)).convert("RGB")
    for step in image_transform(224, is_train=False, interpolation="bicubic", resize_mode="shortest").transforms[:2]:
        picture = step(picture)
    return np.asarray(picture).copy()


def pixels(crops):
    """float32 [n, 3, 224, 224], as torchvision's ToTensor and Normalize make it."""
    scaled = torch.from_numpy(crops).permute(0, 3, 1, 2).contiguous().float().div(255)
    mean, std = (torch.tensor(v).reshape(1, 3, 1, 1) for v in (MEAN, STD))
    return scaled.sub(mean).div(std)


def token_ids(tokenizer, text):
    """Start, body, end, without padding."""
    padded = tokenizer([text])[0].tolist()
    body = len(tokenizer.encode(text))
    return padded[: body + 2]


def normalised(embeddings):
    return torch.nn.functional.normalize(embeddings, dim=-1).numpy()


def padded(ids):
    return torch.tensor([row + [0] * (towers.LONGEST - len(row)) for row in ids])


def rounded(values):
    return [[round(float(v), 8) for v in row] for row in values]


def goldens(model, bodies):
    """What PyTorch answers, in double precision, so that 8 digits are the same on every machine."""
    model = model.double()
    model.attn_mask = model.attn_mask.double()
    file_crops = [crop(body) for body in bodies.values()]
    crops = np.concatenate([pictures.crops(), np.stack(file_crops)])
    tokenizer = open_clip.tokenizer.SimpleTokenizer()
    all_ids = {text: token_ids(tokenizer, text) for _, text in texts.ALL}
    embedded = [(split, text) for split, text in texts.ALL if split or text in ALSO_EMBEDDED]
    with torch.no_grad():
        image_rows = normalised(model.encode_image(pixels(crops).double()))
        text_rows = normalised(model.encode_text(padded(all_ids[text] for _, text in embedded)))
    similarities = image_rows @ text_rows.T
    image_embeddings, text_embeddings = rounded(image_rows), rounded(text_rows)
    made = {
        "meta": {
            "seed": SEED,
            "versions": PINNED,
            "channel": "[a,b,c,d,e,s]: t = ((a*x + b*y + c*(x*y >> 6) + d*(x ^ y) + e) >> s) & 511; t < 256 ? t : 511 - t",
            "pictures": "crops of 224x224 drawn by `channels` (red, green, blue), then files; `crop` is the SHA-256 of RGB bytes",
            "texts": "ids with start and end, without padding; similarities[picture][embedded text]",
        },
        "pictures": [
            {"name": name, "channels": channels, "crop": sha256(drawn.tobytes()), "embedding": row}
            for (name, channels), drawn, row in zip(pictures.CROPS.items(), crops, image_embeddings)
        ] + [
            {"file": f"pictures/{name}", "crop": sha256(drawn.tobytes()), "embedding": row}
            for name, drawn, row in zip(bodies, file_crops, image_embeddings[len(pictures.CROPS):])
        ],
        "embedded": [
            {"text": text, **({"split": split} if split else {}), "ids": all_ids[text], "embedding": row}
            for (split, text), row in zip(embedded, text_embeddings)
        ],
        "texts": [{"text": text, "ids": ids} for text, ids in all_ids.items()],
        "similarities": rounded(similarities),
    }
    thresholds = {
        split: round(float(np.median(similarities[:, [s == split for s, _ in embedded]])), 4) for split in texts.CAPTIONS
    }
    return made, thresholds


def sha256(body):
    return hashlib.sha256(body).hexdigest()


def card(folder, thresholds):
    """The model as pairmill.models.Model reads it."""
    files = []
    for name, (inputs, outputs) in SHAPES.items():
        body = (folder / name).read_bytes()
        files.append({"name": name, "bytes": len(body), "sha256": sha256(body), "inputs": inputs, "outputs": outputs})
    return {
        "name": "clip-test-double",
        "role": "CLIP",
        "space": "clip-test-double",
        "licence": "Apache-2.0",
        "about": "A tiny CLIP with random weights for tests: its similarities mean nothing.",
        "files": files,
        "splits": list(texts.CAPTIONS),
        "thresholds": thresholds,
    }


def write_goldens(path, made):
    """One row a line."""
    parts = []
    for key, value in made.items():
        if isinstance(value, list):
            lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            parts.append(f'"{key}":[\n{lines}\n]')
        else:
            parts.append(f'"{key}":{json.dumps(value)}')
    path.write_text("{" + ",\n".join(parts) + "}\n", encoding="ascii")


def main():
    warnings.simplefilter("ignore")
    check_versions()
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    model = tiny()
    towers.write_both(model, folder, ROWS)
    for name in SHAPES:
        towers.shrink(folder / name)
    bodies = dict(pictures.files())
    for name, body in bodies.items():
        (folder / "pictures" / name).write_bytes(body)
    made, thresholds = goldens(model, bodies)
    write_goldens(folder / "golden.json", made)
    (folder / "model.json").write_text(json.dumps(card(folder, thresholds), indent=2) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
