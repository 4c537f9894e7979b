#!/usr/bin/env python3
"""Draw two small WordPiece tokenizers, cased and not, and what Hugging Face's library makes of hostile texts with them.

    python3 .ci/draw_wordpieces.py shared/onnx/src/test/resources/pairmill/tokenizer

Needs the package tokenizers (0.23.3 wrote the files that are there). Writes FOLDER/cased/tokenizer.json and golden.jsonl,
and the same in FOLDER/uncased.
"""

import collections
import json
import os
import sys

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SENTENCES = """A photo of a cat on a mat
Two children are playing in the snow
Straße, Größe: ein großer Bär läuft
crème brûlée, naïve café à la carte
Příliš žluťoučký kůň úpěl
Ελλάδα ΑΘΗΝΑ ΟΔΟΣ
Привет мир, ещё чаю
אני יכול לאכול זכוכית
أنا قادر على أكل الزجاج
मैं काँच खा सकता हूँ
ฉันกินกระจกได้
私はガラスを食べられます。
我能吞下玻璃而不伤身体
나는 유리를 먹을 수 있어요
İstanbul ISPARTA ǅ ﬁne""".split("\n")
HOSTILE = ["", " ", "\t\n\r", "\0", "a\0b", "cat\u200bs \ufeffmat", "\ufffd x \ufffd", "e\u0301te\u0301 \u0301", "Z" + "\u0300" * 30,
           "snow\u00a0cat\u3000mat\u2028on\u0085in\u001cof\u000bon", "photo-of_a'cat\"(mat)[snow]{x}", "...!?", "¿qué? «a» „b“ 。、",
           "[CLS] [SEP] [MASK][MASK] [UNK] [PAD]", "[mask] [MASK", "##cat #cat", "a" * 100, "a" * 101, "ab" * 60 + " cat",
           "cat " * 40, "😀 cat😀 👩‍👩‍👧 🇩🇪", "\u202ecat\u202c", "ｃａｔ Ⅷ ² ½", "猫cat猫", "\U00020000\U0002b81f\U0002b820\uf900",
           "$5 + 3 = 8 ~ ` ^ |", "ΟΔΟΣ ΣΑΣ.", "İI", "\ue000\U000f0000", "한국어 \u1112\u1161\u11ab", "\U0001d400 ƒ", "١٢٣"]


def vocabulary(lowercase):
    text = "\n".join(SENTENCES)
    text = text.lower() if lowercase else text
    words = collections.Counter(text.replace(",", " ").replace(":", " ").split())
    parts = {c for c in text if not c.isspace()} | {"##" + c for c in text if not c.isspace()}
    parts |= {c for c in ".!?'\"()-[]#$=5" if c not in parts}
    parts |= {w[:n] for w in words for n in (2, 4)} | {"##" + w[-n:] for w in words for n in (2, 3) if len(w) > n}
    parts |= {w for w in words if len(w) > 4 and w.isascii()}
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + sorted(parts)


def tokenizer(lowercase):
    vocab = {piece: at for at, piece in enumerate(vocabulary(lowercase))}
    drawn = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
    drawn.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    drawn.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    drawn.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    cls, sep = ("[CLS]", vocab["[CLS]"]), ("[SEP]", vocab["[SEP]"])
    if lowercase:
        drawn.post_processor = processors.BertProcessing(sep, cls)
    else:
        drawn.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
                                                             special_tokens=[cls, sep])
    return drawn


def main():
    for name, lowercase in (("cased", False), ("uncased", True)):
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        drawn = tokenizer(lowercase)
        with open(os.path.join(folder, "golden.jsonl"), "w", encoding="ascii") as out:
            drawn.enable_truncation(24)
            for text in SENTENCES + HOSTILE:
                out.write(json.dumps({"text": text, "ids": drawn.encode(text).ids}) + "\n")
        # what the file says of these must not matter
        drawn.enable_truncation(5)
        drawn.enable_padding(length=9)
        drawn.save(os.path.join(folder, "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
