"""Measures the explorer: its index, its start, and each page with eight clients; and datasette on the same rows.

    python3 bench.py WORK JAVA JAR [--rows 1000000 12000000] [--embeddings 1000000] [--datasette PYTHON] [--seconds 5]

in a Python that has duckdb, and numpy for embeddings. JAR is the explorer's quarkus-run.jar; PYTHON one that has datasette. Everything is kept in WORK, about 6 GB
for 12 million rows; what is there already is taken as it is. Prints Markdown. Client and server share the machine.
"""

import argparse
import contextlib
import http.client
import os
import pathlib
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import duckdb

import rows as drawn

HERE = pathlib.Path(__file__).resolve().parent
PORT, PEER_PORT, CLIENTS = 7764, 7765, 8
FLAGS = ("-Xmx2500m", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
STARTS = 3

# What is asked for, by the target that it has: p95 in ms.
PAGES = {
    100: {
        "overview": "/",
        "images": "/images?after={id}",
        "images, ordered": "/images?sort={order}",
        "images of a domain": "/images?domain={domain}",
        "images of a language, ordered": "/images?language={language}&sort={order}",
        "images of a narrow range": "/images?aesthetic.gte={range}",
        "one row": "/images/{id}",
        "domains": "/domains?after={rank}",
        "domains by name": "/domains?q={part}",
        "score": "/scores/{score}",
        "resolutions": "/resolutions",
        "languages": "/languages",
        "phrases": "/phrases",
        "words": "/phrases/sequences",
        "lists": "/lists",
        "list of artists": "/lists/artists",
        "duplicates": "/duplicates",
        "duplicates by bytes": "/duplicates/bytes",
        "privacy": "/privacy",
        "consent": "/consent",
        "funnel": "/funnel",
        "sql": "/sql",
        "export": "/export",
        "optout": "/optout",
        "card": "/card",
    },
    50: {
        "caption search": "/images?q={word}",
        "caption search, a new word": "/images?q={word}%7Cx{n}",
        "caption search, two words": "/images?q={word}+{common}",
        "caption search, a phrase": "/images?q=%22{phrase}%22",
        "caption search, a new phrase": "/images?q=%22{pair}%22",
    },
    500: {
        "images of a free filter": "/images?similarity.gte={similarity}&punsafe.lte={share}&width.gte=512&sort=-aesthetic",
        "histogram of a free filter": "/scores/{score}?similarity.gte={similarity}&punsafe.lte={share}",
        "count by SQL": "/sql.json?sql=SELECT+count(*)+FROM+rows+WHERE+similarity>{similarity}+AND+punsafe<{share}".replace(">", "%3E").replace("<", "%3C"),
    },
}

# Of rows that have embeddings.
LOOK_ALIKES = {
    50: {
        "pictures like one": "/similar/{id}",
        "pictures like one, in one language": "/similar/{id}?language={language}",
        "pictures like one, within a range": "/similar/{id}?aesthetic.gte={range}",
    },
}

# The same questions to both; datasette's own page, its SQL where it has none.
SHARED = {
    "search": ("/images.json?q={word}&size=20", "/rows/images.json?_search={word}&_shape=array&_size=20&_nofacet=1&_nosuggest=1"),
    "search, page": ("/images?q={word}&size=20", "/rows/images?_search={word}&_size=20"),
    "facet by domain, of a search": ("/images?q={word}&size=1", "/rows/images.json?_facet=domain&_size=1&_search={word}&_nosuggest=1"),
    "facet by domain, of all": ("/domains.json?size=20", "/rows/images.json?_facet=domain&_size=1&_nosuggest=1"),
    "row": ("/images/{id}.json", "/rows/images/{id}.json?_shape=array"),
    "count of a range": (
        "/images.json?similarity.gte={similarity}&punsafe.lte=0.1&width.gte=512&size=1",
        "/rows.json?sql=select+count(*)+from+images+where+similarity+%3E%3D+{similarity}+and+punsafe+%3C%3D+0.1+and+width+%3E%3D+512&_shape=array",
    ),
}


def values(files, count, out):
    """Writes what stands for the names in paths: words and phrases as captions have them, domains, and so on.

    The explorer keeps which rows meet a condition. So there are more ranges, and pairs of words, than are asked for. Words and
    phrases come again, as they do; a new word is one of them together with one that no caption has.
    """
    sample = [str(files[0])]
    found = {
        "id": [str(n * 2654435761 % count) for n in range(500)],
        "rank": [str(n) for n in range(1, 100)],
        "range": [f"{n / 1000:.3f}&aesthetic.lt={n / 1000 + 0.05:.3f}" for n in range(3000, 7000)],
        "similarity": [f"{0.24 + n / 100_000:.5f}" for n in range(9700)],
        "share": [f"{n / 10_000:.4f}" for n in range(1000, 9999)],
        "order": [s + n for n in ("aesthetic", "similarity", "punsafe", "pwatermark", "width", "height", "faces") for s in ("", "-")],
        "score": ["aesthetic", "similarity", "punsafe", "pwatermark"],
        "language": ["en", "de", "fr", "ja", "ru", "zh", "(none)"],
        "part": drawn.SYLLABLES,
        "common": drawn.NOUNS[:40],
        "phrase": drawn.ARTISTS.replace("\n    ", "").split("|") + ["Canvas Wall Art Print", "Stock Photo", "in the garden"],
        "pair": [
            row[0]
            for row in duckdb.execute(
                """WITH captions AS (SELECT regexp_extract_all(caption, '\\w+') AS w, file_row_number AS n,
                     (hash(n) % greatest(len(w) - 1, 1)::UBIGINT)::BIGINT AS place FROM read_parquet(?, file_row_number = true))
                   SELECT DISTINCT w[1 + place] || ' ' || w[2 + place] FROM captions
                   WHERE n % 331 = 0 AND len(w) > 1 ORDER BY 1""",
                [sample],
            ).fetchall()
        ],
        "word": [
            row[0]
            for row in duckdb.execute(
                """WITH words AS (SELECT unnest(regexp_extract_all(lower(caption), '[a-z]{3,}')) AS word
                     FROM (FROM read_parquet(?) LIMIT 100000))
                   SELECT word FROM (SELECT word, row_number() OVER (ORDER BY count(*) DESC, word) AS place FROM words GROUP BY word)
                   WHERE place <= 100 OR place % 37 = 0 ORDER BY place LIMIT 400""",
                [sample],
            ).fetchall()
        ],
    }
    with duckdb.connect() as database:
        database.execute(drawn.macros(1))
        found["domain"] = [row[0] for row in database.execute("SELECT domain_of(i) FROM range(0, 20000, 7) r(i)").fetchall()]
    out.write_text("".join(f"{name}\t{urllib.parse.quote(value, safe='&=')}\n" for name, all_of in found.items() for value in all_of), encoding="utf-8")


def build(java, jar, data, index):
    """Makes the index, and tells seconds, CPU-seconds and the largest resident size in MB."""
    started = time.monotonic()
    with open(index.with_suffix(".log"), "w", encoding="utf-8") as log:
        process = subprocess.Popen([java, *FLAGS, "-jar", jar, "index", data, "--index", index], stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the index of {data} could not be made: see {log.name}")
    return time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3


def answers(port, path):
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        return connection.getresponse().status
    return None


@contextlib.contextmanager
def serving(command, port, path, log):
    """A server while it serves: its process, and the seconds until it answered."""
    if answers(port, path):
        sys.exit(f"port {port} is taken")
    started = time.monotonic()
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=out)
    try:
        while answers(port, path) != 200:
            if process.poll() is not None:
                sys.exit(f"{command[0]} ended: see {log}")
            time.sleep(0.005)
        yield process, time.monotonic() - started
        if process.poll() is not None:
            sys.exit(f"{command[0]} ended with {process.returncode}: see {log}")
    finally:
        process.terminate()
        process.wait()


def load(java, process, port, pages, told, file):
    """Asks the pages; gives lines of figures by name."""
    # The explorer keeps pages: it is measured in making them, so no address is asked for twice.
    anew = (lambda path: f"{path}{'&' if '?' in path else '?'}anew={{n}}") if port == PORT else str
    lines = "".join(f"{name}\t{anew(path)}\n" for name, path in pages.items())
    done = subprocess.run(
        [java, "-Xmx256m", "-XX:+UseSerialGC", str(HERE / "Load.java"), f"http://127.0.0.1:{port}", str(process.pid), str(CLIENTS), str(told.seconds), str(file)],
        input=lines, stdout=subprocess.PIPE, text=True, check=False,
    )
    if process.poll() is not None:
        sys.exit(f"the server ended with {process.returncode} while it was asked")
    return {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}


def remembered(jar):
    """What `pairmill` made the JVM remember of the start, if it did."""
    cache = pathlib.Path(jar).resolve().parent.parent / "pairmill.aot"
    return [f"-XX:AOTCache={cache}", "-Xlog:disable"] if cache.exists() and cache.stat().st_size else []


def explorer(told, data, index):
    return [told.java, *FLAGS, *remembered(told.jar), "-jar", told.jar, "explore", data, "--index", index, "--port", PORT, "--no-browser"]


def measure(told, count):
    data = told.work / f"rows-{count}"
    files = sorted(data.glob("*.parquet")) or drawn.draw(data, count)
    print(f"\n## {count:,} rows, {megabytes(data):,.0f} MB of Parquet\n")
    indexed(told, data, told.work / f"index-{count}", count)
    values(files, count, told.work / f"values-{count}")
    answered(told, data, told.work / f"index-{count}", told.work / f"values-{count}", PAGES)


def measure_embeddings(told, count):
    data = told.work / f"embedded-{count}"
    if not data.exists():
        import embeddings

        drawn.draw(data, count)
        embeddings.draw(data)
    print(f"\n## {count:,} embeddings, {megabytes(data / 'embeddings' / 'img_emb'):,.0f} MB\n")
    indexed(told, data, told.work / f"index-embedded-{count}", count)
    values(sorted(data.glob("*.parquet")), count, told.work / f"values-{count}")
    answered(told, data, told.work / f"index-embedded-{count}", told.work / f"values-{count}", LOOK_ALIKES)


def indexed(told, data, index, count):
    """Makes the index where there is none, and tells of it."""
    if not (index / "index.json").exists():
        index.mkdir(exist_ok=True)
        seconds, cpu, peak = build(told.java, told.jar, data, index)
        print(f"Index: {seconds:,.0f} s, {count / seconds:,.0f} rows/s; {cpu:,.0f} CPU-s, {count / cpu:,.0f} rows a CPU-s; peak {peak:,.0f} MB resident")
    print(f"Index on disk: {megabytes(index):,.0f} MB")


def answered(told, data, index, words, asked):
    """Tells of its start, and of the pages that are asked for."""
    starts = []
    for _ in range(0 if told.only else STARTS):
        with serving(explorer(told, data, index), PORT, "/-/health", told.work / "serve.log") as (process, seconds):
            starts.append((seconds, cpu_seconds(process.pid)))
    starts.sort()
    print("Start: " + ", ".join(f"{s:.2f} s ({c:.2f} CPU-s)" for s, c in starts))
    with serving(explorer(told, data, index), PORT, "/-/health", told.work / "serve.log") as (process, _):
        missing = []
        print("\n| page | p50 ms | p95 ms | target | CPU-ms | client's CPU-ms | kB | answers |\n|---|---|---|---|---|---|---|---|")
        for target, pages in asked.items():
            there = {name: path for name, path in pages.items() if answers(PORT, path.split("?")[0].replace("{id}", "1").replace("{score}", "aesthetic").replace("{domain}", "x")) != 404}
            missing += pages.keys() - there.keys()
            if told.only:
                there = {n: p for n, p in there.items() if told.only in n}
            for name, (n, bad, p50, p95, server, client, kb) in load(told.java, process, PORT, there, told, words).items() if there else ():
                late = "" if float(p95) <= target else " **missed**"
                wrong = "" if bad == "0" else f", {bad} of them wrong"
                print(f"| {name} | {p50} | {p95} | {target}{late} | {server} | {client} | {kb} | {n}{wrong} |", flush=True)
        print(f"\nNot there: {', '.join(sorted(missing)) or 'none'}. Resident: {peak_resident(process.pid):,.0f} MB at most.")


def beside(told, count):
    """The explorer and datasette in turn, on the same rows."""
    data, index, words = (told.work / f"{kind}-{count}" for kind in ("rows", "index", "values"))
    database = told.work / "rows.db"
    if not database.exists():
        sqlite(sorted(data.glob("*.parquet")), database)
    peer = [told.datasette, "-m", "datasette", "serve", "-i", database, "-p", PEER_PORT,
            "--setting", "sql_time_limit_ms", 20000, "--setting", "facet_time_limit_ms", 20000, "--setting", "cache_size_kb", 0]
    print(f"\n## Beside datasette, {count:,} rows\n\n| question | here p50, p95 ms | CPU-ms | datasette p50, p95 ms | CPU-ms | CPU ratio |\n|---|---|---|---|---|---|")
    with serving(explorer(told, data, index), PORT, "/-/health", told.work / "serve.log") as (ours, _), \
            serving(peer, PEER_PORT, "/-/versions.json", told.work / "datasette.log") as (theirs, _):
        for name, (here, there) in SHARED.items():
            ((_, bad, p50, p95, cpu, *_),) = load(told.java, ours, PORT, {name: here}, told, words).values()
            ((_, bad2, q50, q95, cpu2, *_),) = load(told.java, theirs, PEER_PORT, {name: there}, told, words).values()
            wrong = "" if bad == bad2 == "0" else f" ({bad} and {bad2} answers were wrong)"
            print(f"| {name}{wrong} | {p50}, {p95} | {cpu} | {q50}, {q95} | {cpu2} | {float(cpu2) / max(float(cpu), 0.01):.1f} |", flush=True)


def sqlite(files, out):
    """The rows as datasette takes them: a table, an index on domain, and full text of the captions."""
    draft = out.with_suffix(".new")
    draft.unlink(missing_ok=True)
    columns = ("url", "caption", "language", "width", "height", "similarity", "punsafe", "pwatermark", "aesthetic", "domain")
    with contextlib.closing(sqlite3.connect(draft)) as database, duckdb.connect() as duck:
        database.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off")
        database.execute(
            "CREATE TABLE images (id INTEGER PRIMARY KEY, url TEXT, caption TEXT, language TEXT, width INTEGER, height INTEGER,"
            " similarity REAL, punsafe REAL, pwatermark REAL, aesthetic REAL, domain TEXT)"
        )
        found = duck.execute(
            f"SELECT row_number() OVER () - 1 AS id, {', '.join(columns[:-1])}, regexp_replace(split_part(url, '/', 3), '^(www|img|cdn)\\.', '') AS domain"
            " FROM read_parquet(?)", [list(map(str, files))],
        )
        while batch := found.fetchmany(10_000):
            database.executemany(f"INSERT INTO images VALUES ({', '.join('?' * (len(columns) + 1))})", batch)
        database.executescript(
            """CREATE INDEX of_domain ON images (domain);
               CREATE VIRTUAL TABLE images_fts USING fts5 (caption, content="images", content_rowid="id");
               INSERT INTO images_fts (images_fts) VALUES ('rebuild');
               ANALYZE;"""
        )
        database.commit()
    draft.rename(out)


def megabytes(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_resident(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1e3


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("work", type=pathlib.Path)
    arguments.add_argument("java")
    arguments.add_argument("jar", type=pathlib.Path)
    arguments.add_argument("--rows", type=int, nargs="*", default=[1_000_000, 12_000_000], help="none with --rows alone")
    arguments.add_argument("--embeddings", type=int, nargs="*", default=[])
    arguments.add_argument("--datasette", metavar="PYTHON")
    arguments.add_argument("--seconds", type=float, default=5)
    arguments.add_argument("--only", help="pages whose name holds this")
    told = arguments.parse_args()
    told.work.mkdir(parents=True, exist_ok=True)
    for count in told.rows:
        measure(told, count)
    for count in told.embeddings:
        measure_embeddings(told, count)
    if told.datasette:
        beside(told, told.rows[0])


if __name__ == "__main__":
    main()
