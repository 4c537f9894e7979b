#!/usr/bin/env python3
"""Write a full-size CLIP ViT-B/32 with seeded random weights for measuring speed, its number of tokens free as in the public exports.

    export.py OUT

OUT/fp32 and OUT/int8 get image.onnx and text.onnx each; the weights are those of .ci/checks/clip_export.py, which writes the same
towers for 77 tokens. int8 is onnxruntime's dynamic quantization, per channel. Runs in the Python of .ci/requirements/clip.txt.
"""

import pathlib
import sys
import warnings

import torch
import torch.nn.functional as F

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / ".ci" / "checks"), str(ROOT / "models" / "clip-test-double")]

import clip_export  # noqa: E402
import towers  # noqa: E402


class TextTower(towers.TextTower):
    """int64 [n, t] twice to float32 [n, 512], t up to 77: masks and positions are cut to it."""

    def forward(self, input_ids, attention_mask):
        m, tokens = self.model, input_ids.shape[1]
        seen = torch.logical_and(self.causal[..., :tokens, :tokens], attention_mask.bool()[:, None, None])
        bias = torch.where(seen, torch.tensor(0.0), torch.tensor(torch.finfo(torch.float32).min))
        x = F.embedding(input_ids, self.table) + m.positional_embedding[:tokens]
        x = m.ln_final(towers.transform(m.transformer.resblocks, x, bias))
        end = input_ids.int().argmax(-1).reshape(-1, 1, 1)
        return torch.gather(x, 1, end.repeat(1, 1, x.shape[-1])).flatten(1) @ m.text_projection


def main():
    warnings.simplefilter("ignore")
    out = pathlib.Path(sys.argv[1])
    (out / "fp32").mkdir(parents=True)
    model = clip_export.full()
    pixels = torch.zeros(2, 3, 224, 224)
    towers.write(towers.ImageTower(model), (pixels,), out / "fp32" / "image.onnx", ["pixel_values"], "image_embeds")
    ids = torch.ones(2, towers.LONGEST, dtype=torch.int64)
    free = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        TextTower(model, len(model.token_embedding.weight)), (ids, ids), str(out / "fp32" / "text.onnx"),
        input_names=["input_ids", "attention_mask"], output_names=["text_embeds"], opset_version=towers.OPSET, dynamo=False,
        dynamic_axes={"input_ids": free, "attention_mask": free, "text_embeds": {0: "batch"}},
    )
    clip_export.quantize(out / "fp32", out / "int8")


if __name__ == "__main__":
    main()
