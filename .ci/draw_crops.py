#!/usr/bin/env python3
"""Draw pictures and write the SHA-256 of what torchvision's transforms (crops) or Pillow's resize (resized) make of them.

    .ci/draw_crops.py crops > shared/core/src/test/resources/pairmill/score/crops.tsv
    .ci/draw_crops.py resized > shared/core/src/test/resources/pairmill/sample/resized.tsv

Needs Pillow, and torchvision for the crops; made with Pillow 13.0.0 and torchvision 0.29.2.
"""

import hashlib
import sys

from PIL import Image

CROPS = [(1, 1), (1, 2), (2, 1), (2, 3), (3, 2), (5, 7), (13, 200), (100, 99), (223, 224), (224, 223), (224, 224), (224, 225),
         (224, 299), (299, 224), (224, 301), (227, 301), (225, 225), (256, 341), (341, 256), (256, 256), (256, 1024), (336, 448),
         (448, 448), (449, 447), (640, 427), (1000, 750), (1600, 20), (20, 1600), (1, 300), (300, 1), (2000, 900)]
RESIZES = [(1, 1, 3, 2), (3, 2, 1, 1), (7, 5, 7, 5), (7, 5, 7, 11), (7, 5, 3, 5), (341, 256, 320, 240), (256, 341, 320, 240),
           (16, 16, 33, 31), (640, 480, 320, 240), (1000, 3, 2, 300), (17, 900, 256, 256)]
PATTERNS = ["noise", "gradient", "checks", "lines"]


def value(pattern, x, y, c, width, height):
    if pattern == "noise":
        v = (x * 73856093 ^ y * 19349663 ^ c * 83492791) & 0xFFFFFFFF
        v = (v ^ v >> 15) * 2246822519 & 0xFFFFFFFF
        return v >> 24
    if pattern == "gradient":
        return (255 * x // width, 255 * y // height, (x + y) & 255)[c]
    if pattern == "checks":
        return 255 * (x + y & 1)
    return 255 if (x, y, x + y)[c] % 5 == 0 else 0


def draw(pattern, width, height):
    rgb = bytes(value(pattern, x, y, c, width, height) for y in range(height) for x in range(width) for c in range(3))
    return Image.frombytes("RGB", (width, height), rgb)


def row(image, *cells):
    print(*cells, hashlib.sha256(image.tobytes()).hexdigest(), sep="\t")


def crops():
    from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Resize
    print("width\theight\tpattern\tsize\tsha256")
    for i, (width, height) in enumerate(CROPS):
        for size in (224, 336) if i % 8 == 0 else (224,):
            pattern = PATTERNS[i % 4]
            crop = Compose([Resize(size, InterpolationMode.BICUBIC), CenterCrop(size)])
            row(crop(draw(pattern, width, height)), width, height, pattern, size)


def resized():
    print("width\theight\tpattern\tfilter\tto_width\tto_height\tsha256")
    for i, (width, height, to_width, to_height) in enumerate(RESIZES):
        for name in ("BILINEAR", "BICUBIC"):
            pattern = PATTERNS[(i + (name == "BICUBIC")) % 4]
            image = draw(pattern, width, height).resize((to_width, to_height), Image.Resampling[name])
            row(image, width, height, pattern, name, to_width, to_height)


{"crops": crops, "resized": resized}[sys.argv[1]]()
