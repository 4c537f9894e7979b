#!/usr/bin/env python3
"""Compare pairmill.pair.AltText with ftfy on drawn alt texts.

    python3 .ci/check_alt_text.py --java "java -cp ..." [--texts 30000] [--captions FILE_OR_FOLDER ...]

Needs ftfy 6 in this Python. Without --captions only drawn texts are compared. The class path must hold
pairmill-core's classes and test classes, and what they need. Prints differences by kind and a count;
exits with 1 when a difference is left. Java's Unicode may be newer than Python's: a text that differs only in
characters that this Python does not know is counted apart. --golden FILE writes a few drawn cases as JSON lines instead.
"""

import argparse
import collections
import glob
import json
import os
import random
import shlex
import subprocess
import sys
import unicodedata

import ftfy

MAX_LENGTH = 2000
MAX_INPUT = 20_000

SENTENCES = """
The quick brown fox jumps over the lazy dog
A café in Zürich: crème brûlée for 5 €, naïve façade, “quoted” – it’s here…
Ein großer Bär läuft über die Straße, Größe 42 °C ± 3 µm
Señor Muñoz comió piñas en Ávila; ¿qué pasó? ¡Nada!
À la mode, ça va? Où est l’œuvre de Noël — Été à São Tomé, às vezes àquela
Příliš žluťoučký kůň úpěl ďábelské ódy
Zażółć gęślą jaźń, Łódź i Kraków
Árvíztűrő tükörfúrógép ősz
Ģimenes šķūnis, ēdiens ūdens žagari; ąčęėįšųūž
İstanbul’da şişe çöp ığüş
Съешь же ещё этих мягких французских булок, да выпей чаю
Україна їжак ґанок є
Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ΑΘΗΝΑ Ελλάδα
אני יכול לאכול זכוכית
أنا قادر على أكل الزجاج و هذا لا يؤلمني ٠١٢٣
मैं काँच खा सकता हूँ
ฉันกินกระจกได้
私はガラスを食べられます。公共の場所 ﾃｽﾄ
我能吞下玻璃而不伤身体
나는 유리를 먹을 수 있어요
Tôi có thể ăn thủy tinh, Việt Nam đẹp
Price £10 ©2020 ™ ® 20% off ½ • bullet ‹x› «y» †‡ ‰ ™
Emoji 😀🎉👩‍👩‍👧 flag 🇩🇪 keycap 1️⃣ 💩
Œuvre cœur Ÿ Ž ž š Š ¥ ¢ § ¶ ¬ ¦ ¨ ¸ º ª
Ｆｕｌｌ　ｗｉｄｔｈ　ＴＥＸＴ！ ﬁne ﬂat oﬀer ŉ ǆ Ĳ ﬆ
(╯°□°)╯︵ ┻━┻ ¯\\_(ツ)_/¯ ಠ_ಠ ≈ ≠ √ ∞
""".strip().split("\n")

ENCODINGS = ["latin-1", "windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254",
             "windows-1257", "iso-8859-2", "macroman", "cp437", "sloppy-windows-1252", "sloppy-windows-1251",
             "sloppy-windows-1250", "sloppy-windows-1253", "sloppy-windows-1254", "sloppy-windows-1257"]
ENTITIES = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&eacute;", "&EACUTE;", "&SZLIG;", "&NTILDE;", "&nTILDE;",
            "&hellip;", "&rsquo;", "&copy", "&copy;", "&AMP;", "&amp;amp;", "&amp;amp;quot;", "&amp;#39;", "&#39;",
            "&#x27;", "&#X2019;", "&#8217;", "&#8217", "&#0;", "&#13;", "&#10;", "&#128;", "&#x85;", "&#x9d;",
            "&#xD83D;", "&#xDE00;", "&#x1F600;", "&#x110000;", "&#99999999999999999999;", "&#59;", "&#12ab;",
            "&#xzz;", "&#;", "&#x;", "&#1;", "&#x7f;", "&#xfdd0;", "&#xfffe;", "&bogus;", "&Jscr;", "&fjlig;",
            "&NotEqualTilde;", "&CounterClockwiseContourIntegral;", "&GTDOT;", "&SUP2;", "&FRAC12;", "&acE;",
            "&ATILDE;&SUP3;", "&Atilde;&sup3;", "&acirc;&euro;&trade;", "<b>", "<", "&lt;b&gt;", "&Acirc;&nbsp;"]
CHARACTERS = ["\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u202e", "\u2060", "\ufeff", "\u00ad", "\u061c",
              "\u0000", "\u0007", "\u0008", "\u000b", "\u000c", "\t", "\n", "\r", "\r\n", "\u001a", "\u001b", "\u001c",
              "\u007f", "\u0080", "\u0085", "\u008d", "\u0092", "\u009d", "\u00a0", "\u1680", "\u2003", "\u2028",
              "\u2029", "\u3000", "\ufffd", "\ufffd?", "\ufffc", "\ufff9", "\u206a", "\ue000", "\uf8ff", "\ufffe",
              "\U000e0041", "\U0010ffff", "\U0001d173", "\u0301", "\u0327\u0301", "\u0301\u0327", "e\u0301", "\u1100\u1161",
              "\u212b", "\u0958", "\u02bc", "\u2018", "\u2019", "\u201c", "\u201f", "\x1b[31m", "\x1b[0;1;4m", "\x1b[",
              "\x1b[٣m", "\x1b［1m", "\ud83d", "\ude00", "\ude00\ud83d", "ﬁ", "ﬃ", "ﬅ", "ǅ", "ￒ", "ｶﾞ", "￣", "Ａ"]


def misread(text, layers, rng):
    for _ in range(layers):
        encoding = rng.choice(ENCODINGS)
        raw = text.encode("utf-8", "surrogatepass")
        if rng.random() < 0.05:
            raw = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass").encode("utf-8", "replace")
        text = raw.decode(encoding, rng.choice(["replace", "replace", "ignore"]))
    return text


def cesu8(text, rng):
    units = text.encode("utf-16-be", "surrogatepass")
    points = "".join(chr(units[i] << 8 | units[i + 1]) for i in range(0, len(units), 2))
    raw = points.encode("utf-8", "surrogatepass").replace(b"\0", b"\xc0\x80")
    return raw.decode(rng.choice(["latin-1", "sloppy-windows-1252", "macroman", "cp437"]))


def insert(text, pieces, rng):
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(pieces) + text[at:]
    return text


def damage(text, rng):
    """Another text made of this one, and the kind of damage done."""
    kind = rng.choice(["plain", "misread", "misread", "misread", "misread twice", "misread thrice", "mixed", "spaces",
                       "lossy", "references", "characters", "cesu8", "clipped", "everything", "garble", "misread part"])
    if kind == "misread":
        text = misread(text, 1, rng)
    elif kind == "misread twice":
        text = misread(text, 2, rng)
    elif kind == "misread thrice":
        text = misread(text[:300], 3, rng)
    elif kind == "mixed":
        text = misread(text, 1, rng) + rng.choice([" ", "", " – "]) + misread(rng.choice(SENTENCES), rng.randint(0, 2), rng)
    elif kind == "misread part":
        at, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        text = text[:at] + misread(text[at:end], rng.randint(1, 2), rng) + text[end:]
    elif kind == "spaces":
        text = misread(text, 1, rng).replace("\xa0", " ")
    elif kind == "lossy":
        text = "".join(rng.choice("�?") if ord(c) > 127 and rng.random() < 0.2 else c for c in misread(text, 1, rng))
    elif kind == "references":
        text = insert(text, ENTITIES, rng)
    elif kind == "characters":
        text = insert(text, CHARACTERS, rng)
    elif kind == "cesu8":
        text = cesu8(insert(text, ["😀", "\0", "🎉", "\ud83d"], rng), rng)
    elif kind == "clipped":
        text = misread(text, 1, rng)
        text = text[rng.randint(0, len(text) // 2):len(text) - rng.randint(0, len(text) // 2)]
    elif kind == "everything":
        text = insert(misread(insert(text, CHARACTERS, rng), rng.randint(1, 2), rng), ENTITIES + CHARACTERS, rng)
    elif kind == "garble":
        alphabet = [bytes([b]).decode(rng.choice(ENCODINGS), "replace") for b in range(256)]
        text = "".join(rng.choice(alphabet[32:128] if rng.random() < 0.4 else alphabet) for _ in range(rng.randint(1, 40)))
    return kind, text


def clean(text):
    """What AltText must give; None where it refuses."""
    units = text.encode("utf-16-le", "surrogatepass")[:2 * MAX_INPUT]
    text = units.decode("utf-16-le", "surrogatepass")
    text = ftfy.fix_text(text.replace("\n", " ")).strip()
    text = "".join(c for c in text if c.isprintable())
    return text[:MAX_LENGTH] if len(text) >= 5 else None


def joined(text):
    """Java and JSON hold no unjoined surrogate pair."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def known(text):
    return text and "".join(c for c in text if unicodedata.category(c) != "Cn")


def read_captions(places):
    for place in places:
        for path in sorted(glob.glob(os.path.join(place, "**", "*.txt"), recursive=True)) if os.path.isdir(place) else [place]:
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    yield line.rstrip("\n").split("\t")[-1]


def draw(count, sources, rng):
    for _ in range(count):
        kind, text = damage(rng.choice(sources), rng)
        yield kind, joined(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--java", help="command up to and with the class path")
    parser.add_argument("--texts", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--captions", nargs="*", default=[])
    parser.add_argument("--golden", help="write drawn cases to this file and stop")
    parser.add_argument("--show", type=int, default=5, help="differences to print of each kind")
    options = parser.parse_args()
    rng = random.Random(options.seed)

    if options.golden:
        with open(options.golden, "w", encoding="ascii") as out:
            for _, text in draw(options.texts, SENTENCES, rng):
                out.write(json.dumps([text, clean(text)]) + "\n")
        return 0

    if not options.java:
        parser.error("--java is missing")
    captions = list(read_captions(options.captions))
    drawn = [("caption", text) for text in rng.sample(captions, min(len(captions), options.texts // 5))]
    drawn += draw(options.texts - len(drawn), SENTENCES + captions, rng)
    lines = "".join(json.dumps(text) + "\n" for _, text in drawn)
    command = shlex.split(options.java) + ["pairmill.pair.AltTextMain"]
    answers = subprocess.run(command, input=lines, capture_output=True, check=True, encoding="ascii").stdout.splitlines()
    if len(answers) != len(drawn):
        print(f"{len(drawn)} texts asked, {len(answers)} answered", file=sys.stderr)
        return 1

    asked, wrong = collections.Counter(), collections.defaultdict(list)
    changed = newer = 0
    for (kind, text), answer in zip(drawn, answers):
        asked[kind] += 1
        expected, given = clean(text), json.loads(answer)
        changed += expected != text
        if given != expected and known(given) == expected:
            newer += 1
        elif given != expected:
            wrong[kind].append((text, expected, given))
    for kind in sorted(asked):
        print(f"{kind:16} {asked[kind]:7} texts {len(wrong[kind]):5} differ")
        for text, expected, given in wrong[kind][:options.show]:
            print(f"    text {ascii(text)}\n    ftfy {ascii(expected)}\n    ours {ascii(given)}")
    differ = sum(map(len, wrong.values()))
    print(f"ftfy {ftfy.__version__}: {len(drawn)} texts, {changed} changed by cleaning, {differ} differ, "
          f"{newer} only in characters newer than Unicode {unicodedata.unidata_version}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
