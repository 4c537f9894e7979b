"""Pictures that follow from whole numbers alone, so that any language can draw them again.

A channel is six whole numbers [a, b, c, d, e, s]. Its value at column x and row y is

    t = ((a*x + b*y + c*(x*y >> 6) + d*(x ^ y) + e) >> s) & 511
    value = t if t < 256 else 511 - t
"""

import io

import numpy as np
from PIL import Image

SIDE = 224

# Crops: SIDE x SIDE, by name, red, green and blue.
CROPS = {
    "slope": [[8, 0, 0, 0, 0, 3], [0, 8, 0, 0, 0, 3], [4, 4, 0, 0, 256, 3]],
    "stripes": [[32, 0, 0, 0, 0, 0], [32, 0, 0, 0, 170, 0], [32, 0, 0, 0, 340, 0]],
    "diagonals": [[9, 5, 0, 0, 0, 0], [5, 9, 0, 0, 100, 0], [7, -7, 0, 0, 0, 0]],
    "saddle": [[1, 1, 3, 0, 0, 0], [2, 0, 5, 0, 0, 0], [0, 2, 7, 0, 255, 0]],
    "squares": [[0, 0, 0, 2, 0, 0], [0, 0, 0, 3, 64, 0], [0, 0, 0, 1, 128, 0]],
    "quilt": [[5, 0, 0, 8, 0, 1], [0, 5, 0, 8, 0, 1], [3, 3, 2, 4, 0, 1]],
    "chequer": [[0, 0, 0, 255, 0, 0], [0, 0, 0, 255, 0, 0], [0, 0, 0, 255, 0, 0]],
    "noise": [[7919, 104729, 1299, 611, 3, 2], [15485, 86028, 821, 977, 5, 2], [32452, 49979, 179, 433, 7, 2]],
    "night": [[1, 0, 0, 0, 0, 4], [0, 1, 0, 0, 0, 4], [1, 1, 0, 0, 300, 4]],
    "noon": [[1, 0, 0, 0, 3600, 4], [0, 1, 0, 0, 3600, 4], [1, 1, 0, 0, 3400, 4]],
}

# Files: name, width, height, channels (one: grey; four: with alpha), and how Pillow stores it.
FILES = [
    ("landscape.jpg", 320, 240, [[3, 1, 0, 0, 0, 0], [1, 3, 0, 0, 90, 0], [2, 2, 1, 0, 0, 0]], {"quality": 90}),
    ("portrait.jpg", 240, 320, [[1, 2, 2, 0, 0, 0], [3, 0, 1, 0, 0, 0], [0, 3, 1, 0, 200, 0]], {"quality": 75}),
    ("large.jpg", 800, 601, [[1, 1, 1, 0, 0, 1], [2, -1, 0, 0, 0, 1], [0, 2, 1, 0, 90, 1]], {"quality": 85, "progressive": True}),
    ("turned.jpg", 300, 200, [[4, 0, 0, 0, 0, 0], [0, 4, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0]], {"quality": 92, "orientation": 6}),
    ("grey.jpg", 256, 256, [[2, 3, 1, 0, 0, 0]], {"quality": 80}),
    ("half-up.png", 224, 299, [[7, 3, 0, 0, 0, 1], [3, 7, 0, 0, 0, 1], [2, 2, 0, 0, 0, 1]], {}),
    ("half-down.png", 227, 301, [[5, 2, 0, 0, 0, 1], [0, 6, 0, 0, 80, 1], [4, 4, 0, 0, 0, 1]], {}),
    ("strip.png", 640, 20, [[1, 9, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0], [0, 12, 0, 0, 0, 0]], {}),
    ("seed.png", 7, 5, [[60, 20, 0, 0, 0, 0], [0, 50, 0, 0, 30, 0], [35, 35, 0, 0, 0, 0]], {}),
    ("grey.png", 250, 230, [[2, 1, 0, 0, 0, 0]], {}),
    ("palette.png", 260, 240, [[2, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0]], {"mode": "P"}),
    ("ink.png", 300, 225, [[5, 7, 0, 0, 0, 0]], {"mode": "1"}),
    ("glass.png", 280, 210, [[2, 0, 0, 0, 0, 0], [0, 2, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0]], {}),
    ("exact.webp", 240, 180, [[2, 1, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0], [3, 3, 0, 0, 0, 0]], {"lossless": True}),
]


def channel(numbers, width, height):
    """uint8 [height, width]."""
    a, b, c, d, e, s = numbers
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    t = ((a * x + b * y + c * (x * y >> 6) + d * (x ^ y) + e) >> s) & 511
    return np.where(t < 256, t, 511 - t).astype(np.uint8)


def draw(channels, width=SIDE, height=SIDE):
    """uint8 [height, width, channels], or [height, width] where there is one."""
    drawn = np.stack([channel(numbers, width, height) for numbers in channels], axis=-1)
    return drawn[..., 0] if len(channels) == 1 else drawn


def crops():
    """uint8 [N, SIDE, SIDE, 3], in the order of CROPS."""
    return np.stack([draw(channels) for channels in CROPS.values()])


def files():
    """Name and bytes of each of FILES."""
    for name, width, height, channels, how in FILES:
        options = dict(how)
        picture = Image.fromarray(draw(channels, width, height))
        mode, orientation = options.pop("mode", None), options.pop("orientation", None)
        if mode == "1":
            picture = picture.point(lambda v: 255 * (v >= 128), "1")
        elif mode:
            picture = picture.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        if orientation:
            exif = Image.Exif()
            exif[0x0112] = orientation
            options["exif"] = exif
        body = io.BytesIO()
        picture.save(body, {"jpg": "JPEG"}.get(name[-3:], name.rsplit(".", 1)[1]), **options)
        yield name, body.getvalue()
