"""Draws rows as a scored run publishes them, in Parquet files of a million rows each.

    python3 rows.py OUT --rows 12000000 [--seed 1]      in a Python that has duckdb

The same seed draws the same rows. Words, artists, domains and pictures are frequent by their rank (Zipf), one row in eight shows
the picture of another, and scores are skewed as models give them. A million rows are 340 MB and take half a minute of a core.
"""

import argparse
import pathlib
import time

import duckdb

PART = 1_000_000
NAMES = ("url", "caption", "language", "width", "height", "similarity", "punsafe", "pwatermark", "aesthetic", "faces", "hash",
         "md5", "sha256", "pdq", "mean_color", "exif", "license", "consent_evidence", "page_url", "captured_at", "status", "key")

NOUNS = """red blue old small large vintage modern wooden black white green happy wild golden summer winter
    dog cat beach mountain boat house garden kitchen shoes dress table chair flower forest river bridge city street car bicycle
    horse bird sunset portrait landscape woman man child girl boy family wedding cake pizza coffee window door wall lamp poster
    print canvas fabric leather watch ring necklace guitar piano football logo icon pattern background design room bed sofa
    bathroom tree snow lake sky moon star castle church tower train plane ship map book phone laptop camera""".split()
ARTISTS = """Claude Monet|Vincent van Gogh|Pablo Picasso|Gustav Klimt|Frida Kahlo|Edward Hopper|Hokusai|Greg Rutkowski|Alphonse Mucha|
    Johannes Vermeer|William Turner|Paul Klee|Mary Cassatt|Berthe Morisot|Caspar David Friedrich|Hieronymus Bosch"""
SURNAMES = "Smith Meyer Garcia Rossi Novak Tanaka Ivanova Dubois Jensen Silva Kowalski Nagy Okafor Haddad Larsson Murphy".split()
# Captions of languages other than English; %s becomes a word.
OTHERS = {
    "de": "Ein %s im Garten hinter dem Haus|Schöne %s für die Küche günstig kaufen|Ferienwohnung mit Blick auf den See, %s",
    "fr": "Une %s sur la plage au coucher du soleil|Tableau sur toile %s décoration murale|Recette de %s facile et rapide",
    "es": "Una %s en la calle de la ciudad vieja|Cuadro de %s para el salón|Vestido de %s para niñas",
    "ru": "Красивая %s на берегу моря|Купить %s недорого в Москве|Фотография: старый город зимой, %s",
    "ja": "海辺の美しい夕日 %s|東京の街並みの写真 %s|赤い靴と白い猫 %s",
    "ar": "صورة %s في الحديقة|منزل قديم على الشاطئ %s|وصفة سهلة %s",
    "zh": "海滩上的日落 %s|老房子和花园 %s",
    "hi": "बगीचे में एक %s|समुद्र तट पर सूर्यास्त %s",
}
SYLLABLES = "ka lo mi ra te su no vi pe da zu gro sta ble nor fin qua ter mel os".split()
SIZES = (300, 400, 500, 600, 640, 800, 1000, 1024, 1200, 1600)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def texts(values):
    return "[" + ", ".join(quoted(v.strip()) for v in values) + "]"


def among(values, place):
    """One of some texts, by a number from 0."""
    values = list(values)
    return f"{texts(values)}[1 + (({place}) % {len(values)})::BIGINT]"


def macros(seed):
    """What rows are drawn with: u is uniform from 0 to 1 for a number and a purpose, zipf a rank from 0."""
    return f"""
    CREATE MACRO h(i, k) AS hash(i * 64 + k + {seed * 10_000_000_000});
    CREATE MACRO u(i, k) AS h(i, k)::DOUBLE / 18446744073709551616.0;
    CREATE MACRO zipf(i, k, n) AS (pow(n + 1, u(i, k))::DOUBLE - 1)::BIGINT % n;
    CREATE MACRO syllable(x) AS {among(SYLLABLES, "x")};
    CREATE MACRO name_of(r) AS syllable(h(r, 1) % 19) || syllable(h(r, 2) % 17)
      || CASE WHEN r % 3 = 0 THEN '' ELSE syllable(h(r, 3) % 18) END || CASE WHEN r % 5 < 3 THEN '' ELSE syllable(h(r, 4) % 13) END;
    CREATE MACRO word_of(r) AS CASE WHEN r < {len(NOUNS)} THEN {among(NOUNS, "r")} ELSE name_of(r) END;
    CREATE MACRO word(i, k) AS word_of(zipf(i, k, 60000));
    CREATE MACRO domain_of(r) AS name_of(r + 77777) || r
      || {among((".com", ".com", ".org", ".net", ".de", ".co.uk", ".ru", ".jp", ".fr"), "r % 9")};
    CREATE MACRO hex(i, k) AS lpad(format('{{:x}}', h(i, k)), 16, '0');
    CREATE MACRO normal(i, k) AS sqrt(-2 * ln(greatest(u(i, k), 1e-12))) * cos(2 * pi() * u(i, k + 1));
    """


def english():
    """A caption: mostly one that is drawn for the row, sometimes one of 5,000 that come again and again."""
    artist = among(ARTISTS.split("|"), "zipf(j, 20, 16)")
    surname = among(SURNAMES, "h(j, 21) % 16")
    forms = (
        "word(j, 1) || ' ' || word(j, 2) || ' ' || word(j, 3) || ' with ' || word(j, 4) || ' and ' || word(j, 5)",
        "upper(word(j, 1)) || ' ' || word(j, 2) || ' ' || word(j, 3) || ' on ' || word(j, 4) || ' ' || word(j, 5) || ' Stock Photo - ' || h(j, 6) % 100000000",
        "word(j, 1) || ' ' || word(j, 2) || ' ' || word(j, 3) || ' in the ' || word(j, 4) || ' ' || word(j, 5) || ' near ' || word(j, 6) || ', ' || word(j, 14)",
        "'The ' || word(j, 1) || ' of ' || word(j, 2) || ': a ' || word(j, 3) || ' ' || word(j, 4) || ', ' || word(j, 5) || ' and '"
        " || word(j, 6) || ' by the ' || word(j, 7)",
        "word(j, 1) || ' ' || word(j, 2) || ' Canvas Wall Art Print'",
        "word(j, 1) || ' ' || word(j, 2) || ' ' || word(j, 3) || ' ' || h(j, 6) % 9973",
        f"CASE WHEN u(j, 7) < 0.3 THEN 'Portrait of a ' || word(j, 1) || ' by ' || {artist}"
        " ELSE word(j, 1) || ' & ' || word(j, 2) || ' \"' || word(j, 3) || '\"' END",
        f"CASE WHEN u(j, 7) < 0.02 THEN word(j, 1) || ' for sale, write to ' || lower({surname}) || h(j, 8) % 100 || '@' || domain_of(zipf(j, 9, 20000))"
        f" WHEN u(j, 7) < 0.2 THEN {among(('Anna', 'John', 'Maria', 'Ahmed', 'Wei'), 'h(j, 22) % 5')} || ' ' || {surname} || ' at the ' || word(j, 1)"
        " ELSE word(j, 1) || ' ' || word(j, 2) END",
    )
    cases = " ".join(f"WHEN {n} THEN {form}" for n, form in enumerate(forms))
    return f"CASE (h(j, 0) % {len(forms)})::INTEGER {cases} END"


def other():
    cases = " ".join(
        f"WHEN {quoted(language)} THEN replace({among(forms.split('|'), 'h(j, 10)')}, '%s', word(j, 11))" for language, forms in OTHERS.items()
    )
    return f"CASE language {cases} ELSE word(j, 12) || ' ' || h(j, 13) % 100000 || '.jpg' END"


def select(first, end):
    languages = ["en"] * 15 + list(OTHERS) + ["ru", "ja", "de"]
    return f"""
    WITH drawn AS (
      SELECT i,
        -- the picture: its own, or one that many rows show
        CASE WHEN u(i, 40) < 0.125 THEN -1 - zipf(i, 41, 400000) ELSE i END AS p,
        -- the caption's number: its own, or one of those that come again
        CASE WHEN u(i, 42) < 0.15 THEN -1 - zipf(i, 43, 5000) ELSE i END AS j,
        zipf(i, 44, 20000) AS d
      FROM range({first}, {end}) r(i)
    ), named AS (
      SELECT *, CASE WHEN u(j, 45) < 0.12 THEN NULL ELSE {among(languages, "h(j, 46)")} END AS language, domain_of(d) AS domain,
        {"[" + ", ".join(map(str, SIZES)) + "]"}[1 + zipf(p, 47, {len(SIZES)})] AS side,
        [1.5, 1.0, 0.75, 1.3333, 0.6667, 1.7778][1 + zipf(p, 48, 6)] AS ratio, greatest(0, 0.18 + 0.09 * normal(i, 49)) AS fits
      FROM drawn
    ), said AS (
      SELECT *, CASE WHEN language = 'en' THEN {english()} ELSE {other()} END AS caption FROM named
    )
    SELECT
      CASE WHEN u(i, 39) < 0.2 THEN 'http' ELSE 'https' END || '://' || {among(("www.", "", "img.", "cdn."), "d % 4")} || domain || '/' ||
        CASE WHEN p < 0 THEN 'shared/' || -p ELSE 'img/' || hex(i, 50) END || {among((".jpg", ".jpg", ".png", ".webp"), "h(p, 51)")} AS url,
      caption, language, side::INTEGER AS width, round(side / ratio)::INTEGER AS height,
      round(least(0.25 + 0.3 * fits, 0.6), 4) AS similarity,
      CASE WHEN h(p, 52) % 300 > 0 THEN round(pow(u(p, 53), 9), 4) END AS punsafe,
      CASE WHEN h(p, 54) % 300 > 0 THEN round(pow(u(p, 55), 3), 4) END AS pwatermark,
      CASE WHEN h(p, 56) % 300 > 0 THEN round(greatest(1.0, least(9.5, 4.9 + 0.75 * normal(p, 57))), 3) END AS aesthetic,
      CASE WHEN u(p, 59) < 0.7 THEN 0 ELSE 1 + zipf(p, 60, 12) END::INTEGER AS faces,
      (hash(caption) >> 1)::BIGINT AS hash, md5(p::VARCHAR) AS md5, sha256(p::VARCHAR) AS sha256,
      -- now and then a picture that looks like one before it
      CASE WHEN u(i, 61) < 0.02 AND p > 1000
        THEN hex(p // 1000, 1) || hex(p // 1000, 2) || hex(p // 1000, 3) || left(hex(p // 1000, 4), 15) || format('{{:x}}', h(p, 62) % 16)
        WHEN h(p, 63) % 100 > 0 THEN hex(p, 1) || hex(p, 2) || hex(p, 3) || hex(p, 4) END AS pdq,
      '#' || left(hex(p, 5), 6) AS mean_color,
      CASE WHEN u(p, 6) < 0.004 THEN format(
          '{{{{"Image Make": "Canon", "GPS GPSLatitudeRef": "{{}}", "GPS GPSLatitude": "[{{}}, {{}}, {{}}/100]", "GPS GPSLongitudeRef": "E", "GPS GPSLongitude": "[{{}}, {{}}, 0]"}}}}',
          CASE WHEN p % 9 = 0 THEN 'S' ELSE 'N' END, 40 + zipf(p, 7, 20), h(p, 8) % 60, h(p, 9) % 6000, zipf(p, 10, 30), h(p, 11) % 60)
        WHEN u(p, 6) < 0.06 THEN '{{"Image Make": "Canon", "Image Software": "Adobe Photoshop CS6"}}' ELSE '{{}}' END AS exif,
      CASE WHEN h(d, 12) % 60 = 0 THEN 'https://creativecommons.org/licenses/' || {among(("by/4.0/", "by-sa/4.0/", "by-nc/2.0/"), "d % 3")} END AS license,
      CASE WHEN h(d, 13) % 10 < 7 THEN '[{{"signal":"robots.txt","value":"' || CASE WHEN h(d, 14) % 10 = 0 THEN 'no rules' ELSE 'allowed' END ||
        '","source":"https://' || domain || '/robots.txt","at":"2026-01-05T08:00:00Z"}}]' END AS consent_evidence,
      'https://' || domain || '/' || word(i, 15) || '/' || h(i, 16) % 5000 AS page_url,
      (TIMESTAMP '2026-01-05 08:00:00' + to_seconds(i % 600000))::TIMESTAMP AS captured_at,
      'success' AS status, lpad(i::VARCHAR, 9, '0') AS key
    FROM said
    """


def draw(out, rows, seed=1, part=PART):
    """Writes the rows, and returns the files."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"memory_limit": "2GB"}) as database:
        database.execute(macros(seed))
        files = []
        for first in range(0, rows, part):
            files.append(out / f"part-{first // part:05}.parquet")
            database.execute(
                f"COPY ({select(first, min(first + part, rows))}) TO {quoted(str(files[-1]))} (FORMAT parquet, COMPRESSION zstd)"
            )
    return files


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out")
    arguments.add_argument("--rows", type=int, default=PART)
    arguments.add_argument("--seed", type=int, default=1)
    told = arguments.parse_args()
    started = time.monotonic()
    files = draw(told.out, told.rows, told.seed)
    megabytes = sum(f.stat().st_size for f in files) / 1e6
    print(f"{told.rows:,} rows in {len(files)} files, {megabytes:,.0f} MB, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
