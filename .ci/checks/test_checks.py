"""The checks themselves, tried on a small drawn output and on broken copies of it: each must tell them apart.

    python3 -m unittest test_checks      in the readers' Python
"""

import hashlib
import io
import json
import os
import pathlib
import shutil
import stat
import tarfile
import tempfile
import textwrap
import unittest
from unittest import mock

import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

import archives
import bad_use
import dataset
import download
import draw
import links
import pairmill
import readers
import same_pairs
from dataset import Broken

CARD = """---
license: other
language: [en]
size_categories: [n<1K]
task_categories: [text-to-image]
configs:
- config_name: default
  data_files:
  - split: en
    path: en/*.parquet
---
""" + "A drawn dataset. " * 20

CROISSANT = {
    "@context": {
        "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
        "recordSet": "cr:recordSet", "field": "cr:field", "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "source": "cr:source", "fileObject": "cr:fileObject", "extract": "cr:extract", "column": "cr:column",
    },
    "@type": "sc:Dataset", "name": "drawn", "description": "Drawn.", "license": "other", "url": "https://example.com/",
    "conformsTo": "http://mlcommons.org/croissant/1.0", "version": "1.0.0", "datePublished": "2026-01-01",
    "creator": {"@type": "sc:Person", "name": "nobody"},
    "distribution": [
        {
            "@type": "cr:FileObject", "@id": "part", "name": "part", "contentUrl": "en/part-00000.parquet",
            "encodingFormat": "application/x-parquet", "sha256": "0" * 64,
        }
    ],
    "recordSet": [
        {
            "@type": "cr:RecordSet", "@id": "rows", "name": "rows",
            "field": [
                {
                    "@type": "cr:Field", "@id": "rows/url", "name": "url", "dataType": "sc:Text",
                    "source": {"fileObject": {"@id": "part"}, "extract": {"column": "url"}},
                }
            ],
        }
    ],
}


def rows(status, *numbers):
    """Rows with every column that the readers ask for."""
    names = sorted(readers.COLUMNS - {"url", "caption", "key", "status", "width", "height"})
    return pa.table(
        {
            "url": [f"http://example.com/{n}.jpg" for n in numbers],
            "caption": [f"picture {n}" for n in numbers],
            "key": [f"{n:09d}" for n in numbers],
            "status": [status] * len(numbers),
            "width": [8] * len(numbers),
            "height": [8] * len(numbers),
            **{name: ["x"] * len(numbers) for name in names},
        }
    )


def draw_output(out):
    """An output folder of two published rows and a rejected one."""
    for folder in ("dataset/en", "dataset/rejected", "samples"):
        (out / folder).mkdir(parents=True)
    pq.write_table(rows("success", 0, 1), out / "dataset/en/part-00000.parquet")
    pq.write_table(rows("HTTP_STATUS", 2), out / "dataset/rejected/part-00000.parquet")
    pq.write_table(
        pa.concat_tables([rows("success", 0, 1), rows("HTTP_STATUS", 2)]), out / "samples/00000.parquet"
    )
    with tarfile.open(out / "samples/00000.tar", "w") as tar:
        for n in (0, 1):
            picture = io.BytesIO()
            Image.new("RGB", (8, 8)).save(picture, "JPEG")
            for kind, body in (("jpg", picture.getvalue()), ("txt", f"picture {n}".encode()), ("json", b"{}")):
                member = tarfile.TarInfo(f"{n:09d}.{kind}")
                member.size = len(body)
                tar.addfile(member, io.BytesIO(body))
    (out / "samples/00000_stats.json").write_text('{"count": 3, "successes": 2}')
    funnel = [
        {"stage": "extract", "in": 4, "out": 3, "refused": {"NO_ALT": 1}},
        {"stage": "download", "in": 3, "out": 2, "refused": {"HTTP_STATUS": 1}},
    ]
    (out / "dataset/README.md").write_text(CARD)
    (out / "dataset/croissant.json").write_text(json.dumps(CROISSANT))
    files = [
        {"name": name, "rows": count, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for name, count in (
            ("en/part-00000.parquet", 2),
            ("rejected/part-00000.parquet", 1),
            ("README.md", 0),
            ("croissant.json", 0),
        )
        for body in [(out / "dataset" / name).read_bytes()]
    ]
    damaged = [{"file": f"x/{name}", "offset": 0, "problem": "cut"} for name in archives.DAMAGED]
    told = {"funnel": funnel, "rows": 2, "files": files, "damaged": damaged, "inputs": [{"name": "clipped.warc.gz"}]}
    (out / "dataset/manifest.json").write_text(json.dumps(told))
    (out / "run.json").write_text("{}")


class OutputTest(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.work)
        self.out = self.work / "out"
        draw_output(self.out)

    def change(self, name, old, new):
        path = self.out / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))

    def refuses(self, check, *args):
        with self.assertRaises(Broken):
            check(*args)

    def test_a_whole_output_passes_every_check(self):
        dataset.stands(self.out)
        dataset.described(self.out)
        dataset.conserved(dataset.manifest(self.out))
        readers.pyarrow_opens(self.out)
        readers.duckdb_opens(self.out)
        readers.hugging_face_opens(self.out, self.work)
        readers.card_parses(self.out)
        readers.croissant_validates(self.out)
        readers.webdataset_opens(self.out)

    def test_a_missing_file_is_seen(self):
        for name in ("dataset/manifest.json", "dataset/README.md", "dataset/croissant.json", "run.json"):
            with self.subTest(name):
                (self.out / name).rename(self.work / "aside")
                self.refuses(dataset.stands, self.out)
                (self.work / "aside").rename(self.out / name)

    def test_a_clipped_part_is_seen(self):
        part = self.out / "dataset/en/part-00000.parquet"
        part.write_bytes(part.read_bytes()[:-1])
        self.refuses(dataset.stands, self.out)

    def test_a_lost_pair_is_seen(self):
        for old, new in (('"NO_ALT": 1', '"NO_ALT": 0'), ('"in": 3', '"in": 2'), ('"funnel"', '"tunnel"')):
            with self.subTest(old):
                self.change("dataset/manifest.json", old, new)
                with self.assertRaises(Broken):
                    dataset.conserved(dataset.manifest(self.out))
                self.change("dataset/manifest.json", new, old)

    def test_a_pair_lost_between_stages_is_seen(self):
        self.change("dataset/manifest.json", '"in": 4, "out": 3', '"in": 5, "out": 4')
        with self.assertRaises(Broken):
            dataset.conserved(dataset.manifest(self.out))

    def test_readers_see_a_row_too_many_or_too_few(self):
        for table in (rows("success", 0), rows("success", 0, 1, 2)):
            pq.write_table(table, self.out / "dataset/en/part-00000.parquet")
            self.refuses(readers.pyarrow_opens, self.out)
            self.refuses(readers.duckdb_opens, self.out)
            self.refuses(readers.hugging_face_opens, self.out, self.work)

    def test_readers_see_a_row_on_the_wrong_side(self):
        pq.write_table(rows("HTTP_STATUS", 0, 1), self.out / "dataset/en/part-00000.parquet")
        self.refuses(readers.pyarrow_opens, self.out)

    def test_readers_see_a_rejected_success(self):
        pq.write_table(rows("success", 2), self.out / "dataset/rejected/part-00000.parquet")
        self.refuses(readers.pyarrow_opens, self.out)

    def test_readers_see_a_missing_column(self):
        pq.write_table(rows("success", 0, 1).drop_columns(["pdq"]), self.out / "dataset/en/part-00000.parquet")
        self.refuses(readers.pyarrow_opens, self.out)

    def test_readers_see_an_address_that_stands_twice(self):
        pq.write_table(rows("success", 1, 1), self.out / "dataset/en/part-00000.parquet")
        self.refuses(readers.duckdb_opens, self.out)

    def test_a_card_that_promises_what_is_not_there_is_seen(self):
        for old, new in (("en/*", "de/*"), ("license: other\n", ""), ("A drawn dataset. " * 20, "Hm.")):
            with self.subTest(old[:20]):
                self.change("dataset/README.md", old, new)
                self.refuses(readers.card_parses, self.out)
                (self.out / "dataset/README.md").write_text(CARD)

    def test_a_broken_croissant_is_seen(self):
        for old, new in (('"dataType": "sc:Text", ', ""), ('{"@id": "part"}', '{"@id": "nothing"}')):
            with self.subTest(old):
                self.change("dataset/croissant.json", old, new)
                self.refuses(readers.croissant_validates, self.out)
                (self.out / "dataset/croissant.json").write_text(json.dumps(CROISSANT))

    def test_a_tar_that_differs_from_its_rows_is_seen(self):
        for table in (rows("success", 0, 1, 2), rows("success", 0), rows("success", 0, 3)):
            pq.write_table(table, self.out / "samples/00000.parquet")
            self.refuses(readers.webdataset_opens, self.out)

    def test_wrong_statistics_are_seen(self):
        self.change("samples/00000_stats.json", "2", "3")
        self.refuses(readers.webdataset_opens, self.out)

    def test_every_example_of_the_page_runs(self):
        readers.documented(readers.PAGE, self.out)
        (self.out / "samples/00000.tar").unlink()
        self.assertRaises(FileNotFoundError, readers.documented, readers.PAGE, self.out)
        empty = self.work / "page.md"
        empty.write_text("nothing")
        self.refuses(readers.documented, empty, self.out)

    def test_a_changed_file_is_seen(self):
        before = dataset.checksums(self.out), dataset.moments(self.out)
        dataset.same(before[0], dataset.checksums(self.out), "unchanged")
        os.utime(self.out / "run.json", ns=(1, 1))
        self.refuses(dataset.same, before[1], dataset.moments(self.out), "touched")
        (self.out / "run.json").write_text("{} ")
        self.refuses(dataset.same, before[0], dataset.checksums(self.out), "changed")
        self.refuses(dataset.same, {}, {}, "empty")

    def test_damage_that_nobody_names_is_seen(self):
        silent = mock.Mock(out="", err="")
        archives.damage_named(silent, self.out)
        self.change("dataset/manifest.json", "x/clipped.warc.gz", "x/other.warc.gz")
        self.refuses(archives.damage_named, silent, self.out)

    def test_a_manifest_that_describes_other_files_is_seen(self):
        for old, new in (("rejected/part", "rejected/bart"), ('"rows": 2', '"rows": 3'), ('"sha256": "', '"sha256": "0')):
            with self.subTest(old):
                whole = (self.out / "dataset/manifest.json").read_text()
                self.change("dataset/manifest.json", old, new)
                self.refuses(dataset.described, self.out)
                (self.out / "dataset/manifest.json").write_text(whole)

    def test_the_lock_may_change(self):
        before = dataset.checksums(self.out)
        (self.out / ".pairmill").mkdir()
        (self.out / ".pairmill/lock").write_text("1")
        dataset.same(before, dataset.checksums(self.out), "with a lock")


class PairsTest(unittest.TestCase):
    def test_escapes_are_undone(self):
        self.assertEqual("a\tb\nc\rd\\n", same_pairs.unescaped(r"a\tb\nc\rd\\n"))

    def test_a_pair_missing_or_too_many_is_seen(self):
        same_pairs.compare({("u", "a")}, {("u", "a")}, "same")
        for ours in (set(), {("u", "a"), ("v", "a")}, {("u", "b")}):
            with self.assertRaises(Broken):
                same_pairs.compare({("u", "a")}, ours, "other")

    def test_a_table_of_other_width_is_seen(self):
        with tempfile.NamedTemporaryFile(suffix=".tsv") as tsv:
            for text in ("one\ttwo\tthree\n", "one\n", "one\ttwo"):
                pathlib.Path(tsv.name).write_text(text)
                with self.assertRaises(Broken):
                    same_pairs.read_tsv(tsv.name)


class LinksTest(unittest.TestCase):
    def test_only_links_that_lead_nowhere_are_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            page.write_text("[a](page.md#here) [b](https://example.com/) [c](gone.md)\n```\n[d](code.md)\n```\n")
            self.assertEqual(["gone.md"], list(links.dead(page)))


class DownloadTest(unittest.TestCase):
    def test_only_the_expected_outcomes_pass(self):
        right = {path: statuses[0] for path, statuses in download.EXPECTED.items()}
        download.judge(right)
        for wrong in (right | {"/0.png": "TIMED_OUT"}, right | {"/small.png": "success"}, {}):
            with self.assertRaises(Broken):
                download.judge(wrong)

    def test_drawn_pictures_are_pictures_and_large_enough(self):
        for path, body in download.BODIES.items():
            if download.EXPECTED[path] == ("success",):
                self.assertGreaterEqual(len(body), 5000)
                Image.open(io.BytesIO(body)).load()


class LauncherTest(unittest.TestCase):
    """A stand-in for the command, so that what it may not do can be done."""

    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.work)

    def stand_in(self, script):
        path = self.work / "stand-in"
        path.write_text("#!/usr/bin/env bash\n" + textwrap.dedent(script))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        patch = mock.patch.multiple(pairmill, LAUNCHER=path)
        patch.start()
        self.addCleanup(patch.stop)
        folder = self.work / "folder"
        folder.mkdir()
        return folder

    def judge(self, folder):
        bad_use.wrong("use", folder, "run", expect=2)

    def test_one_sentence_and_the_right_code_pass(self):
        self.judge(self.stand_in("echo 'No such file: x. Name an archive.' >&2; exit 2"))

    def test_another_code_is_seen(self):
        folder = self.stand_in("echo 'No such file: x.' >&2; exit 1")
        self.assertRaises(Broken, self.judge, folder)

    def test_silence_is_seen(self):
        folder = self.stand_in("exit 2")
        self.assertRaises(Broken, self.judge, folder)

    def test_a_stack_trace_is_seen(self):
        folder = self.stand_in(r"printf 'java.io.IOException: x\n\tat a.B.c(B.java:1)\n' >&2; exit 2")
        self.assertRaises(Broken, self.judge, folder)

    def test_a_file_left_behind_is_seen(self):
        folder = self.stand_in("touch left; echo 'No.' >&2; exit 2")
        self.assertRaises(Broken, self.judge, folder)


if __name__ == "__main__":
    unittest.main()
