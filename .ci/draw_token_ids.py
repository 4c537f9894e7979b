#!/usr/bin/env python3
"""Draw texts, and a WordPiece tokenizer, and write the ids that the tokenizers of others make of the texts.

    python .ci/draw_token_ids.py clip ids.jsonl      open_clip's SimpleTokenizer
    python .ci/draw_token_ids.py wordpiece FOLDER    Hugging Face's tokenizers: tokenizer.json and golden.jsonl

Each line is {"text", "ids"} with start and end, without padding, cut to 77 (CLIP) or 128 (WordPiece) ids with the end kept.
Runs in the Python of .ci/requirements/clip.txt.
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "models" / "clip-test-double"))

import texts  # noqa: E402

WORDPIECE_LONGEST = 128

# Texts on which WordPiece differs from a split at spaces.
MORE = [
    "unaffable playing plays played",
    "[CLS] [SEP] [MASK] [PAD] [UNK] [unused1]",
    "text[SEP]text [sep] [ MASK ]",
    "x" * 100,
    "x" * 101,
    "e\u0301" * 50,
    "e\u0301" * 51,
    "中文abc中文 ab中cd 㐀𠀀豈",
    "ひらがなカタカナ漢字",
    "한국어 한국",
    "résumé naïve Ångström Ελλάδα ЁЛКА",
    "play" + "\u200b" + "ing play\u00ading play\ufeffing",
    "$5+3=8 ^_^ a^b `x` ~y |z| <w>",
    "¡hola! ¿qué? §5 ¶ † ‡ • ° ± × ÷ € £ ¥",
    "。、！？「」—…",
    "١٢٣ १२३ ١",
    "ǅ ǈ ǋ ß ſ ŉ ΐ İ",
    "\u0300play \u0300",
]

WORDS = """the a an of on in and with man woman dog cat red blue old house by is at bench play plays text word long caption
 ein alter une fille un perro la en el der die das café caf cafe old it don we they
 дом старый реки 中 文 日 本 語 雪 黑 猫 坐 在 한국 눈 산 قطة على חתול एक बच्चा แมว 123 12 20 19""".split()

PIECES = """##s ##ed ##ing ##er ##en ##in ##an ##able ##affable ##aff ##é ##ter ##turm ##ste ##k ##ий ##ый ##ом ##ов ##국어 ##어 ##ة ##ول
 ##मी ##ार ##ี ##ว ##00 ##19 ##20 ##ing""".split()


def alphabet():
    """The letters, digits, marks and signs that the vocabulary knows, as a word and as a piece of one."""
    ranges = [(0x21, 0x7E), (0xA1, 0x17F), (0x300, 0x308), (0x386, 0x3CE), (0x410, 0x451), (0x5D0, 0x5EA), (0x621, 0x64A),
              (0x660, 0x664), (0x905, 0x939), (0xE01, 0xE2E), (0x3041, 0x3060), (0x30A1, 0x30C0), (0x1F600, 0x1F604)]
    return [chr(c) for first, last in ranges for c in range(first, last + 1)]


def vocabulary():
    """Ids by token. The special ones stand where multilingual BERT has them: [PAD] 0, [UNK] 100, [CLS] 101, [SEP] 102, [MASK] 103."""
    tokens = ["[PAD]"] + [f"[unused{i}]" for i in range(1, 100)] + ["[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens += alphabet() + ["##" + c for c in alphabet()] + WORDS + PIECES
    return {token: i for i, token in enumerate(dict.fromkeys(tokens))}


def tokenizer(lowercase):
    """A drawn WordPiece tokenizer with the parts of multilingual DistilBERT's."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.WordPiece(vocabulary(), unk_token="[UNK]", max_input_chars_per_word=100))
    made.add_special_tokens([AddedToken(t, special=True) for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")])
    made.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=lowercase
    )
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", made.token_to_id("[CLS]")), ("[SEP]", made.token_to_id("[SEP]"))]
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=ends
    )
    made.decoder = decoders.WordPiece(prefix="##")
    return made


def write(path, rows):
    path.write_text("".join(json.dumps({"text": text, "ids": ids}) + "\n" for text, ids in rows), encoding="ascii")


def wordpiece(folder):
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [text for _, text in texts.ALL] + MORE
    for name, lowercase in (("", False), ("lowercase-", True)):
        made = tokenizer(lowercase)
        made.save(str(folder / f"{name}tokenizer.json"), pretty=False)
        made.enable_truncation(WORDPIECE_LONGEST)
        write(folder / f"{name}golden.jsonl", ((text, made.encode(text).ids) for text in drawn))


def clip(path):
    from open_clip.tokenizer import SimpleTokenizer

    made = SimpleTokenizer()
    write(path, ((text, clip_ids(made, text)) for _, text in texts.ALL))


def clip_ids(made, text, longest=77):
    """Start, body, end: what is too long loses the end of its body."""
    body = made.encode(text)[: longest - 2]
    ids = [made.sot_token_id, *body, made.eot_token_id]
    padded = made([text], longest)[0].tolist()
    if padded != ids + [0] * (longest - len(ids)):
        raise ValueError(f"open_clip gives {padded}, not {ids}: {text!r}")
    return ids


def main():
    {"clip": clip, "wordpiece": wordpiece}[sys.argv[1]](pathlib.Path(sys.argv[2]))


if __name__ == "__main__":
    main()
