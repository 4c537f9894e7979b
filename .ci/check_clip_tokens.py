#!/usr/bin/env python3
"""Compare pairmill.tokenizer.ClipTokenizer with open_clip's SimpleTokenizer on drawn texts.

    python3 .ci/check_clip_tokens.py --java "java -cp ..." [--texts 20000] [--captions FILE_OR_FOLDER ...]

Needs ftfy, regex and the package open_clip_torch, of which it runs the tokenizer alone: no torch. Texts are drawn and
damaged as by check_alt_text.py, and in more ways that only a tokenizer sees. The class path must hold the classes and
test classes of pairmill-core and pairmill-onnx, and what they need. Prints differences by kind and a count; exits with 1
when a difference is left. Java's Unicode and that of `regex` may be newer than Python's: texts that hold a character
which one of them does not know are counted apart. --golden FILE writes short cases as JSON lines instead.
"""

import argparse
import collections
import importlib.util
import json
import random
import re
import shlex
import string
import subprocess
import sys
import types
import unicodedata
from html.entities import html5

import ftfy
import regex

from check_alt_text import CHARACTERS, ENTITIES, SENTENCES, damage, insert, joined, read_captions

LONGEST = 77
COMPARED = 400
PIECES = ["'S", "'s", "'\u017f", "'T", "'RE", "'Ve", "'M", "'LL", "'D", "'", "''", "<start_of_text>", "<end_of_text>",
          "<START_OF_TEXT>", "<\u017ftart_of_text>", "<start_of_text", "<|endoftext|>", "</w>", "<end_of_text>>",
          "\u03a3", "\u039f\u03a3", "\u039f\u03a3.", "\u039f\u03a3\u03a3", "\u039f.\u03a3", "a:\u03a3\u0301'b", "\u0130", "I\u0307", "\u212a", "\u212b", "\u1e9e", "\u01c5", "\u0345",
          "\u03b9\u0345", "\u0375", "\u00b2", "\u00bd", "\u2167", "\u0663", "\u3007", "\u24b6", "\U0001d7d8", "\U0001f469\u200d\U0001f469", "\u20e3", "_", "__a_", "!!!", "...",
          "a1b2", "\u0e01\u0e33", "\u0915\u094d\u0937", "\u1e69\u0323", "\t", "\n", "\r\n", "\n\n", "\v", "\f", "\u001c", "\u001f",
          "\u0085", "\u00a0", "\u200b", "\u180e", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\0", "\ufffd",
          "\U000e0062", "\ufe0f", "&", "&&", "&;", "&#", "&#x", "&a", "&amp", "&ampamp;", "&amp;amp;amp;lt;", "&ltfoo", "&notit;",
          "&notin;", "&notinva;", "&AMPx", "&#0000000065;", "&#x41", "&#65x", "&#128", "&#x80;", "&#x85", "&#x81;", "&#13",
          "&#11;", "&#xfdd0", "&#xD800;", "&#1114112;", "&#" + "9" * 60 + ";", "&Sigma;", "&nbsp", "&NewLine;", "&Tab;",
          "&zwj;", "&lsquo", "&rsquo;", "&hellip", "&lt;start_of_text&gt;", "&amp;lt;end_of_text&amp;gt;", "&fjlig;",
          "\u00c3\u00a9", "\u00e2\u20ac\u2122", "\u0153\n", "\u00c3\u00a9\n<", "<\n&eacute;", "&eacute;\n<"]


def simple_tokenizer():
    """open_clip's class, with its module loaded alone and a stand-in for torch."""
    sys.modules.setdefault("torch", types.ModuleType("torch"))
    sys.modules["torch"].Tensor = sys.modules["torch"].LongTensor = object
    sys.modules.setdefault("numpy", types.ModuleType("numpy"))
    package = importlib.util.find_spec("open_clip").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("clip_tokenizer", package + "/tokenizer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SimpleTokenizer()


def expected(tokenizer, text, longest):
    ids = [tokenizer.sot_token_id] + tokenizer.encode(text) + [tokenizer.eot_token_id]
    return ids if len(ids) <= longest else ids[:longest - 1] + [tokenizer.eot_token_id]


def anywhere(rng):
    """A character of any plane, letters of small alphabets more often than the many ideographs."""
    while True:
        point = rng.choice([rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x10000),
                            rng.randrange(0x1d000, 0x1fc00), rng.randrange(0x110000)])
        if unicodedata.category(chr(point)) != "Cn":
            return chr(point)


def reference(rng):
    """A character reference of any name or number, whole, clipped, or in another case."""
    name = rng.choice(REFERENCES)
    text = rng.choice(["&", "&", "&", "&amp;", "&amp", "&amp;amp;", "&#38;"]) + name
    kind = rng.randrange(8)
    if kind == 0:
        text = text[:-1]
    elif kind == 1:
        text = text.rstrip(";") + rng.choice(string.ascii_letters + "=1;&\u00e9 ")
    elif kind == 2:
        text = text.upper()
    elif kind == 3:
        number = rng.choice([rng.randrange(0x100), rng.randrange(0x3000), rng.randrange(0x120000)])
        text = rng.choice(["&#%d;", "&#%d", "&#x%x;", "&#X%X", "&#x%xg"]) % number
    return text


REFERENCES = sorted(html5)


def draw(count, sources, rng):
    for _ in range(count):
        kind = rng.choice(["damaged", "damaged", "damaged", "pieces", "pieces", "case", "characters", "lines", "references",
                           "sigma", "words"])
        text = rng.choice(sources)
        if kind == "damaged":
            kind, text = damage(text, rng)
        elif kind == "pieces":
            text = insert(insert(text, PIECES, rng), PIECES + ENTITIES + CHARACTERS, rng)
        elif kind == "case":
            text = rng.choice([str.upper, str.title, str.swapcase])(text)
        elif kind == "characters":
            text = "".join(anywhere(rng) for _ in range(rng.randint(1, 30)))
        elif kind == "lines":
            text = rng.choice(["\n", "\r\n", "\n\n", "\u2028", "\n<b>\n"]).join(
                insert(damage(rng.choice(sources), rng)[1], PIECES, rng) for _ in range(rng.randint(2, 4)))
        elif kind == "references":
            text = insert(text, [reference(rng) for _ in range(4)], rng)
        elif kind == "sigma":
            alphabet = "\u03a3\u03a3\u03a3\u0391a1 .':\u00b7\u0301\u00ad\u2019\u02b0\u2024_-\u0130\u01c5\U0001d7ca\U0001f170\n"
            text = "".join(rng.choice(alphabet) for _ in range(rng.randint(1, 12)))
        elif kind == "words":
            text = "".join(rng.choice(sources)[:rng.randint(1, 40)].replace(" ", "") for _ in range(rng.randint(1, 8)))
        yield kind, joined(text)


def newer(text):
    """Whether some character is not known to all that take part: Python, Java and regex."""
    plain = ftfy.fix_text(text)
    points = {c for t in (text, plain) for c in t + t.lower()}
    points |= {chr(int(d)) for d in re.findall(r"#0*(\d{4,7})", plain) if int(d) < 0x110000}
    points |= {chr(int(h, 16)) for h in re.findall(r"#[xX]0*([0-9a-fA-F]{3,6})", plain) if int(h, 16) < 0x110000}
    return any(unicodedata.category(c) == "Cn" for c in points)


def golden(tokenizer, path):
    cases = ["", " ", "\n", "a", "A photo of a cat", "It's HE'LL we'RE I'VE you'D I'M DON'T 'S", "it\u2019s \u2018quoted\u2019"]
    cases += [sentence[:60] for sentence in SENTENCES]
    cases += ["\0", "a\0b", "bell\x07 esc\x1b[31mred\x1b[0m", "\ud83d lone", "low \ude00", "\ude00\ud83d", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
              "\U0001f1e9\U0001f1ea", "1\ufe0f\u20e3", "e\u0301 \u0301 a\u0323\u0307\u0301", "Z" + "\u0300\u0301" * 30, "\u0345 \u03b1\u0345 x\u0345y",
              "&amp; &lt;b&gt; &eacute;", "&amp;amp;", "&amp;amp;amp;lt;", "<b> &amp;amp;amp;lt;", "&ampquot; &notit; &copy2020",
              "&#0; &#128; &#x1F600; &#xD83D; &#99999999999999999999; &#65x", "1 < 2 &eacute;\n&eacute;", "caf\u00c3\u00a9 na\u00c3\u00afve",
              "\u00c3\u0192\u00c2\u00a9", "\u00e2\u20ac\u0153quoted\u00e2\u20ac\u009d", "\u0153\n\u00c3\u00a9", "\uff26\uff55\uff4c\uff4c\u3000\uff57\uff49\uff44\uff54\uff48", "\ufb01ne o\ufb00er \u01c6",
              "\u039f\u0394\u039f\u03a3 \u03a3 \u039f\u03a3\u00ad. \u03a3\u0391\u03a3\u0301'", "\u0130STANBUL \u212a \u1e9e", "'\u017f <\u017ftart_of_text>",
              "<start_of_text> x <END_OF_TEXT> <|endoftext|> </w>", "&lt;end_of_text&gt;", "tab\tnbsp\u00a0em\u2003line\u2028par\u2029nel\u0085fs\x1cvt\x0bend",
              "zero\u200bwidth\u2060\ufeff\u00ad", "\u202eRTL override\u202c", "snake_case __init__ a1b22c \u00b2\u00bd\u2167\u0663", "!!!...???", "\U000e0041\ue000\U0010ffff\ufffe"]
    rules = [["", "a", 10_000], ["", "xyz", 4_000], ["", "\u0e01", 3_000], ["", "\U0001f600", 200], ["", "!", 5_000], ["", "'s", 60],
             ["", "&amp;", 100], ["", "\n", 9_999], ["x", " ", 9_999], ["", "a ", 74], ["", "a ", 75], ["", "a ", 76],
             ["Caf\u00c3\u00a9 ", "\u00c3\u00a9", 500], ["", "<", 1_000], ["&", "amp;", 40]]
    with open(path, "w", encoding="ascii") as out:
        for text in cases:
            out.write(json.dumps({"text": text, "ids": expected(tokenizer, joined(text), LONGEST)}) + "\n")
        for start, repeated, times in rules:
            ids = expected(tokenizer, start + repeated * times, LONGEST)
            out.write(json.dumps({"text": start, "repeated": repeated, "times": times, "ids": ids}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--java", help="command up to and with the class path")
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--captions", nargs="*", default=[])
    parser.add_argument("--golden", help="write short cases to this file and stop")
    parser.add_argument("--show", type=int, default=5, help="differences to print of each kind")
    options = parser.parse_args()
    tokenizer = simple_tokenizer()
    if options.golden:
        golden(tokenizer, options.golden)
        return 0
    if not options.java:
        parser.error("--java is missing")

    rng = random.Random(options.seed)
    captions = list(read_captions(options.captions))
    drawn = [("caption", joined(text)) for text in captions]
    drawn += draw(options.texts, SENTENCES + captions, rng)
    lines = "".join(json.dumps(text) + "\n" for _, text in drawn)
    command = shlex.split(options.java) + ["pairmill.tokenizer.TokenizerMain", str(COMPARED)]
    answers = subprocess.run(command, input=lines, capture_output=True, check=True, encoding="ascii").stdout.splitlines()
    if len(answers) != len(drawn):
        print(f"{len(drawn)} texts asked, {len(answers)} answered", file=sys.stderr)
        return 1

    asked, wrong = collections.Counter(), collections.defaultdict(list)
    apart = 0
    for (kind, text), answer in zip(drawn, answers):
        asked[kind] += 1
        right, given = expected(tokenizer, text, COMPARED), json.loads(answer)
        if given != right and newer(text):
            apart += 1
        elif given != right:
            wrong[kind].append((text, right, given))
    for kind in sorted(asked):
        print(f"{kind:16} {asked[kind]:7} texts {len(wrong[kind]):5} differ")
        for text, right, given in wrong[kind][:options.show]:
            print(f"    text {ascii(text)}\n    open_clip {right}\n    ours      {given}")
    differ = sum(map(len, wrong.values()))
    print(f"ftfy {ftfy.__version__}, regex {regex.__version__}: {len(drawn)} texts, {differ} differ, "
          f"{apart} only in characters newer than Unicode {unicodedata.unidata_version}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
