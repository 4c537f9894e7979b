"""CLIP models with seeded random weights, and their two towers as ONNX graphs.

The towers are written in plain operations on open_clip's own parameters, so that their graphs have the inputs and outputs of
the public exports: `pixel_values` to `image_embeds`, `input_ids` and `attention_mask` to `text_embeds`, none normalised.
"""

import math

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper

LONGEST = 77  # token ids of a text
OPSET = 17
INT8 = 127


def spread(name, shape):
    """Mean and standard deviation of a parameter: near what trained models have, so that nothing fades or grows through layers."""
    if ".ln_" in f".{name}":
        return (1.0 if name.endswith("weight") else 0.0), 0.1
    if name.endswith("bias"):
        return 0.0, 0.05
    if name.endswith(("class_embedding", "positional_embedding")):
        return 0.0, 0.3
    if name == "token_embedding.weight":
        return 0.0, 1.0
    inputs = math.prod(shape[1:]) if name.endswith("weight") else shape[0]
    return 0.0, (1.4 if "attn" in name else 1.0) / math.sqrt(inputs)


def seeded(model, seed, steps=None):
    """Fills a model with uniform random weights that are the same bits on every machine.

    Weights are whole numbers of -steps..steps times one factor. Without steps the factor is a power of two and the whole numbers
    fit int8, so that the weights can be stored in a byte each without loss.
    """
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            if name == "logit_scale":
                parameter.fill_(math.log(100))
                continue
            mean, deviation = spread(name, parameter.shape)
            largest = deviation * math.sqrt(3)
            factor = largest / steps if steps else 2.0 ** math.ceil(math.log2(largest / INT8))
            whole = round(largest / factor)
            drawn = torch.randint(-whole, whole + 1, parameter.shape)
            if name in ("visual.proj", "text_projection"):
                # Few directions carry most of an embedding, so that similarities of pictures and texts differ.
                drawn[:, 64:] = torch.div(drawn[:, 64:], 8, rounding_mode="trunc")
            parameter.copy_(drawn.float() * torch.tensor(factor, dtype=torch.float32) + mean)
            parameter.requires_grad_(False)
        share_a_direction(model)
    return model.eval()


def share_a_direction(model):
    """Gives all embeddings one part in common, so that similarities are mostly above 0, as those of trained models are."""
    model.text_projection[0] = model.visual.proj[0]
    for norm in (model.visual.ln_post, model.ln_final):
        norm.bias[0] = 0.75 * math.sqrt(len(norm.bias))


def attend(layer, x, bias):
    length, width = x.shape[1:]
    each = width // layer.num_heads
    parts = F.linear(x, layer.in_proj_weight, layer.in_proj_bias).reshape(-1, length, 3, layer.num_heads, each)
    query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
    weights = (query * each**-0.5) @ key.transpose(-1, -2)
    if bias is not None:
        weights = weights + bias
    return layer.out_proj((weights.softmax(-1) @ value).transpose(1, 2).reshape(-1, length, width))


def transform(blocks, x, bias=None):
    for block in blocks:
        x = x + attend(block.attn, block.ln_1(x), bias)
        hidden = block.mlp.c_fc(block.ln_2(x))
        x = x + block.mlp.c_proj(hidden * torch.sigmoid(1.702 * hidden))  # QuickGELU
    return x


class ImageTower(torch.nn.Module):
    """float32 [n, 3, 224, 224], normalised, to float32 [n, 512]."""

    def __init__(self, model):
        super().__init__()
        self.visual = model.visual

    def forward(self, pixel_values):
        v = self.visual
        patches = v.conv1(pixel_values).flatten(2).permute(0, 2, 1)
        first = v.class_embedding + torch.zeros_like(patches[:, :1])
        x = v.ln_pre(torch.cat([first, patches], 1) + v.positional_embedding)
        return v.ln_post(transform(v.transformer.resblocks, x)[:, 0]) @ v.proj


class TextTower(torch.nn.Module):
    """int64 [n, 77] twice to float32 [n, 512], read at the first largest id.

    :param rows: how many rows of the table of token embeddings are kept; of fewer than there are ids, the remainder is looked up
    """

    def __init__(self, model, rows):
        super().__init__()
        self.model, self.reduce = model, rows < len(model.token_embedding.weight)
        self.table = torch.nn.Parameter(model.token_embedding.weight[:rows].clone(), requires_grad=False)
        self.register_buffer("causal", torch.ones(LONGEST, LONGEST, dtype=torch.bool).tril()[None, None], persistent=False)

    def forward(self, input_ids, attention_mask):
        m = self.model
        seen = torch.logical_and(self.causal, attention_mask.bool()[:, None, None])
        bias = torch.where(seen, torch.tensor(0.0), torch.tensor(torch.finfo(torch.float32).min))
        rows = torch.remainder(input_ids, len(self.table)) if self.reduce else input_ids
        x = F.embedding(rows, self.table) + m.positional_embedding
        x = m.ln_final(transform(m.transformer.resblocks, x, bias))
        end = input_ids.int().argmax(-1).reshape(-1, 1, 1)
        return torch.gather(x, 1, end.repeat(1, 1, x.shape[-1])).flatten(1) @ m.text_projection


def write(tower, example, path, inputs, output):
    """Writes a tower as an ONNX file, the size of its batch left free."""
    names = [*inputs, output]
    torch.onnx.export(
        tower, example, str(path), input_names=inputs, output_names=[output], opset_version=OPSET, dynamo=False,
        dynamic_axes={name: {0: "batch"} for name in names},
    )


def write_both(model, folder, rows):
    """Writes image.onnx and text.onnx."""
    ids = torch.ones(2, LONGEST, dtype=torch.int64)
    write(ImageTower(model), (torch.zeros(2, 3, 224, 224),), folder / "image.onnx", ["pixel_values"], "image_embeds")
    write(TextTower(model, rows), (ids, ids), folder / "text.onnx", ["input_ids", "attention_mask"], "text_embeds")


def shrink(path):
    """Stores the weights of an ONNX file as int8 where that loses nothing."""
    made = onnx.load(path)
    kept, dequantized = [], []
    for weight in made.graph.initializer:
        values = numpy_helper.to_array(weight)
        stored = as_int8(values) if values.dtype == np.float32 and values.size >= 256 else None
        if stored is None:
            kept.append(weight)
            continue
        names = [weight.name + ".int8", weight.name + ".factor"]
        kept += [numpy_helper.from_array(array, name) for array, name in zip(stored, names)]
        dequantized.append(helper.make_node("DequantizeLinear", names, [weight.name], name=weight.name + ".dequantized"))
    nodes = dequantized + list(made.graph.node)
    del made.graph.initializer[:], made.graph.node[:]
    made.graph.initializer.extend(kept)
    made.graph.node.extend(nodes)
    onnx.checker.check_model(made)
    onnx.save(made, path)


def as_int8(values):
    """The values as int8 and the power of two they are multiplied with; None where they are no such product."""
    for exponent in range(24):
        whole = np.ldexp(values, exponent)
        if (whole == np.rint(whole)).all():
            return (whole.astype(np.int8), np.float32(2.0**-exponent)) if np.abs(whole).max() <= INT8 else None
    return None
