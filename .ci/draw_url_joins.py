#!/usr/bin/env python3
"""Draw addresses and write what CPython 3.11's urljoin makes of them, as JSON lines [base, url, result or null].

    python3.11 .ci/draw_url_joins.py 3000 > shared/core/src/test/resources/pairmill/pair/url-join.jsonl
"""

import json
import random
import sys
from urllib.parse import urljoin

SCHEMES = ["http:", "https:", "HTTP:", "ftp:", "file:", "data:", "javascript:", "mailto:", "tel:", "svn+ssh:", "a b:", "1x:",
           "é:", ":", "", "", "", "", "", ""]
HOSTS = ["", "//", "//h", "//h.example", "//H.Example:80", "//u:p@h", "//h:x", "//[::1]", "//[::1]:8080", "//[1:2:3:4:5:6:7:8]",
         "//[1:2:3:4:5:6:7::]", "//[::1.2.3.4]", "//[::1.2.3.04]", "//[1.2.3.4]", "//[::1", "//::1]", "//[]", "//[v1.a]",
         "//[v.a]", "//[V1.a]", "//[fe80::1%eth0]", "//[fe80::1%]", "//[fe80::1%a%b]", "//[::12345]", "//[:::]", "//x[::1]y",
         "//[1:2:3:4:5:6:7:8:9]", "//[::1]]", "//]::1[", "//münchen.example", "//a\u2100b", "//a\uff0fb", "//ｈ.example",
         "///", "////x", "\\\\h\\x", "//h\\x", "//h;p", "//\u212a.example", "//[::１]"]
PIECES = ["a", "b.jpg", "/", "/", "/", "//", ".", "..", "../", "./", "/..", "/.", ";p", ";", "?q=1", "?", "?x=/../y", "#f", "#",
          "%20", " ", "\t", "\n", "\r", "\0", "\x1f", "é", "公", "😀", "c:d", ":", "@", "&", "=", "...", "~", "\\", "[", "]",
          "\u3000", "\x85"]


def draw(rng):
    host = rng.choice(HOSTS) if rng.random() < 0.5 else ""
    url = rng.choice(SCHEMES) + host + "".join(rng.choice(PIECES) for _ in range(rng.randint(0, 7)))
    if rng.random() < 0.1:
        url = rng.choice([" ", "\t", "\x0b", "\n "]) + url
    return url + rng.choice(["", "", "", " ", "\n"])


def draw_base(rng):
    if rng.random() < 0.3:
        return draw(rng)
    return rng.choice(["http://h", "http://h/", "http://h/a/b", "https://h.example/a//b/c;p?q=1#f", "http://h?q", "http://h/a/..",
                       "HTTP://h/a/", "https://h/a;x/b;y?z", "file:///a/b", "ftp://h/a", "http://[::1]/a/b", "http:a", "//h/a"])


def main():
    rng = random.Random(3)
    for _ in range(int(sys.argv[1])):
        base, url = draw_base(rng), draw(rng)
        try:
            result = urljoin(base, url)
        except ValueError:
            result = None
        print(json.dumps([base, url, result]))


main()
