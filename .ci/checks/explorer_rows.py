"""The dataset that the explorer is checked on: drawn rows, hostile ones, and pictures on loopback. In a Python that has duckdb."""

import pathlib
import sys

import duckdb

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench_explorer"))
import rows as drawn  # noqa: E402

ROWS = 3_000
PICTURES = 8
# PDQ of the first of them, drawn by `draw.png(0, 80)`.
PDQ = "cdef7c23d153ca6d344ad3b6dd4ec90baab02c4574684243a3f51318dcce726c"
# What a script would leave behind if one ran.
TRACE = "window.__ran = 1"
HOSTILE = {
    f"<script>{TRACE}</script>": "https://hostile.example/script.jpg",
    f"<img src=x onerror='{TRACE}'>\"><svg onload={TRACE}>": "https://hostile.example/\"><script>window.__ran=1</script>.jpg",
    f"</title></textarea><script>{TRACE}</script><!--": f"javascript:{TRACE}",
    "{site.name} {#include layout /} ${7*7} {{7*7}} %s %n": f"JaVaScRiPt:{TRACE}//hostile.example",
    "evil \u202egpj.exe\u202c and \u2067right\u2069 to left": "https://hostile.example/bidi\u202e.jpg",
    "zero\u200bwidth\u200d\ufeff and \u0000 nul \u0007 bell \u001b[31m red \u2028 line": "https://hostile.example/invisible.jpg",
    "long " + "x" * 1995: "https://hostile.example/" + "y" * 1970 + ".jpg",
    "=HYPERLINK(\"http://evil.example\",\"click\")": "https://hostile.example/formula.jpg",
    "+1+cmd|' /C calc'!A0": "https://hostile.example/plus.jpg",
    "-2+3": "https://hostile.example/minus.jpg",
    "@SUM(1;2)": "https://hostile.example/at.jpg",
    "\t=1+1": "https://hostile.example/tab.jpg",
    "quotes ' \" ` and , ; \r\n new lines": "https://hostile.example/'quotes'.jpg",
    "Robert'); DROP TABLE every_row; --": "https://hostile.example/' OR 1=1 --.jpg",
    "../../etc/passwd\\..\\..": "https://hostile.example/../../etc/passwd",
    "data url": f"data:text/html,<script>{TRACE}</script>",
    "Z̷̢a̴l̶g̵o̸ ̶" * 40: "https://hostile.example/zalgo.jpg",
    "👩‍👩‍👧‍👦 família עברית العربية हिन्दी 日本語": "https://hostile.example/scripts.jpg",
}


def make(folder, port):
    """Writes the files of the dataset; the pictures on loopback are at `port`."""
    files = drawn.draw(folder, ROWS)
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE extra AS FROM read_parquet({drawn.quoted(str(files[0]))}) LIMIT 0")
        for place, (caption, url) in enumerate(HOSTILE.items()):
            database.execute(
                "INSERT INTO extra BY NAME SELECT ? AS url, ? AS caption, 'en' AS language, 400 + ? AS width, 300 AS height,"
                " 0.31 AS similarity, ? AS punsafe, 0.2 AS pwatermark, 5.1 AS aesthetic, 0 AS faces, ? AS license, ? AS exif,"
                " ? AS page_url, 'success' AS status, ? AS md5",
                [url, caption, place, place % 10 / 10, caption[:60], caption, url, caption[:40]],
            )
        for n in range(PICTURES):
            database.execute(
                "INSERT INTO extra BY NAME SELECT ? AS url, ? AS caption, 'en' AS language, 80 AS width, 80 AS height,"
                " 0.3 AS similarity, 0.0 AS punsafe, 0.1 AS pwatermark, 5.0 AS aesthetic, 'success' AS status, ? AS pdq",
                [f"http://127.0.0.1:{port}/{n}.png", f"A drawn picture of noise, number {n}", PDQ if n == 0 else None],
            )
        database.execute(f"COPY extra TO {drawn.quoted(str(folder / 'part-99999.parquet'))} (FORMAT parquet)")


def ask(folder, sql):
    """What DuckDB says of the same files, as the view `rows`."""
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW rows AS FROM read_parquet({drawn.quoted(str(folder / '*.parquet'))})")
        return database.execute(sql).fetchall()
