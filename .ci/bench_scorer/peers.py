#!/usr/bin/env python3
"""Measure others at what the scorer does, on the samples that `run` drew, in the same units.

    peers.py MODEL [INT8] [--threads 2] [--work /tmp/pairmill-bench] [--device cpu]

MODEL is the folder that .ci/checks/clip_export.py wrote, INT8 the one of quantized graphs. Measured: Python's onnxruntime on the
same graphs; open_clip's ViT-B/32 in PyTorch; Pillow and torchvision as clip-retrieval calls them; open_clip's tokenizer.
Runs in the Python of .ci/requirements/clip.txt. CPU time is that of the process, all threads.
"""

import argparse
import pathlib
import platform
import statistics
import time
import warnings

import numpy as np
import onnxruntime
import open_clip
import PIL
import torch
import torchvision
from PIL import Image

ROUNDS = 5
SECONDS = 1
BATCH = 16
MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def measure(unit, meters):
    """Rounds of one kind of work after another; a kind is a label and a function of the turn that returns items done."""
    found = {label: [] for label, _ in meters}
    for round_ in range(ROUNDS + 1):
        for label, work in meters:
            cpu, start, items, turn = time.process_time(), time.perf_counter(), 0, 0
            while turn == 0 or time.perf_counter() - start < SECONDS:
                items += work(turn)
                turn += 1
            if round_ > 0:
                found[label].append((items / (time.process_time() - cpu), items / (time.perf_counter() - start)))
    print(f"\n{unit:44} {'per CPU-s':>12} {'best':>8} {'per second':>12} {'best':>8}")
    for label, rates in found.items():
        cpu, wall = zip(*rates)
        print(f"{label:44} {statistics.median(cpu):12.1f} {max(cpu):8.1f} {statistics.median(wall):12.1f} {max(wall):8.1f}", flush=True)


def graph(path, threads, device):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    providers = ["CPUExecutionProvider"] if device == "cpu" else ["CUDAExecutionProvider"]
    return onnxruntime.InferenceSession(str(path), options, providers=providers)


def fed(session, rows):
    """A kind of work: batches of the rows, in turn."""
    first = session.get_inputs()[0].name
    batches = len(rows) // BATCH

    def work(turn):
        at = turn % batches * BATCH
        feeds = {first: rows[at:at + BATCH]}
        for port in session.get_inputs()[1:]:
            feeds[port.name] = (rows[at:at + BATCH] != 0).astype(np.int64)
        return len(session.run(None, feeds)[0])

    return work


def asked(encode, rows, device):
    """Likewise of PyTorch."""
    batches = len(rows) // BATCH

    def work(turn):
        at = turn % batches * BATCH
        with torch.inference_mode():
            answer = torch.nn.functional.normalize(encode(rows[at:at + BATCH].to(device)), dim=-1)
        return len(answer.cpu())

    return work


def main():
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("int8", type=pathlib.Path, nargs="?")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/pairmill-bench"))
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    print(f"Python {platform.python_version()}, onnxruntime {onnxruntime.__version__}, torch {torch.__version__}, "
          f"torchvision {torchvision.__version__}, Pillow {PIL.__version__}, open_clip {open_clip.__version__}, "
          f"{args.threads} threads, {args.device}")
    paths = sorted((args.work / "pictures").glob("*.jpg"))
    captions = (args.work / "captions.txt").read_text(encoding="utf-8").splitlines()
    preprocess = open_clip.image_transform(224, is_train=False, mean=MEAN, std=STD)
    resize = torchvision.transforms.Compose([
        torchvision.transforms.Resize(224, torchvision.transforms.InterpolationMode.BICUBIC),
        torchvision.transforms.CenterCrop(224)])
    tokenizer = open_clip.tokenizer.SimpleTokenizer()
    decoded = [Image.open(path).convert("RGB") for path in paths]

    def one(work, rows):
        return lambda turn: 1 if work(rows[turn % len(rows)]) is not None else 0

    with_all = {label: one(work, rows) for label, work, rows in [
        ("decode: Pillow", lambda path: Image.open(path).convert("RGB"), paths),
        ("crop: torchvision on Pillow", resize, decoded),
        ("decode, crop and tensor: open_clip", lambda path: preprocess(Image.open(path)), paths),
        ("tokenize: open_clip", tokenizer.encode, captions),
    ]}
    torch.set_num_threads(1)
    measure("one thread, samples", list(with_all.items()))
    torch.set_num_threads(args.threads)

    pixels = torch.stack([preprocess(image) for image in decoded[:64]])
    ids = tokenizer(captions)
    # CLIP reads no id behind the end token: a graph that takes short rows gets them, as the scorer does.
    longest = int(-(-(ids != 0).sum(1).max() // 8) * 8)
    model = open_clip.create_model("ViT-B-32", pretrained=None, force_quick_gelu=True).float().eval().to(args.device)
    images = [("PyTorch, batch of 16", asked(model.encode_image, pixels, args.device))]
    texts = [("PyTorch, batch of 16, 77 ids", asked(model.encode_text, ids, args.device))]
    for folder in filter(None, [args.model, args.int8]):
        image, text = (graph(folder / name, args.threads, args.device) for name in ("image.onnx", "text.onnx"))
        images.append((f"onnxruntime, {folder.name}, batch of 16", fed(image, pixels.numpy())))
        texts.append((f"onnxruntime, {folder.name}, 16, 77 ids", fed(text, ids.numpy())))
        if not isinstance(text.get_inputs()[0].shape[1], int):
            texts.append((f"onnxruntime, {folder.name}, 16, {longest} ids", fed(text, ids[:, :longest].numpy())))
    measure("images embedded", images)
    measure("texts embedded", texts)


if __name__ == "__main__":
    main()
