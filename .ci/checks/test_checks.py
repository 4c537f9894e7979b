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

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

import archives
import bad_use
import clip
import clip_index
import dataset
import dockerfile
import download
import draw
import explorer_answers
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


class EmbeddingsTest(unittest.TestCase):
    def setUp(self):
        self.source = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.source)
        self.rows = np.eye(4, clip_index.WIDTH, dtype=np.float16)
        for kind in ("img_emb", "text_emb"):
            (self.source / kind).mkdir()
            np.save(self.source / kind / f"{kind}_0.npy", self.rows)
        (self.source / "metadata").mkdir()
        self.write([{"url": f"http://example.com/{at}.jpg", "caption": f"caption {at}"} for at in range(4)])

    def write(self, rows):
        pq.write_table(pa.Table.from_pylist(rows), self.source / "metadata" / "metadata_0.parquet")

    def broken(self, sentence):
        self.assertRaisesRegex(Broken, sentence, clip_index.whole, self.source)

    def test_as_many_images_as_texts_and_rows_pass(self):
        images, texts, rows = clip_index.whole(self.source)
        self.assertEqual((4, 4, 4), (len(images), len(texts), len(rows)))

    def test_a_row_missing_is_seen(self):
        self.write(clip_index.metadata(self.source / "metadata")[1:])
        self.broken("3 rows of metadata")

    def test_a_row_without_address_is_seen(self):
        self.write([{"url": "", "caption": "a"}] * 4)
        self.broken("row 0 has no url")

    def test_embeddings_of_the_wrong_kind_are_seen(self):
        for wrong, sentence in (
            (self.rows.astype(np.float32), "not float16"),
            (self.rows * np.float16(2), "not 1"),
            (self.rows[[0, 0, 0, 0]], "the same"),
        ):
            np.save(self.source / "img_emb" / "img_emb_0.npy", wrong)
            self.broken(sentence)

    def test_ids_may_be_padded_but_not_differ(self):
        right, texts = [[49406, 320, 49407]], ["a"]
        clip.same_ids(right, ["[49406,320,49407]"], texts)
        clip.same_ids(right, [json.dumps(right[0] + [0] * 74)], texts)
        for wrong in ("[49406,321,49407]", "[49406,320,49407,0]", "[49406,320]"):
            self.assertRaises(Broken, clip.same_ids, right, [wrong], texts)
        self.assertRaises(Broken, clip.same_ids, right, [], texts)

    def test_only_a_small_difference_is_close(self):
        self.assertAlmostEqual(1e-6, clip.close(np.zeros((2, 3)), np.full((2, 3), 1e-6), 1e-5, "rows"))
        for wrong in (np.full((2, 3), 1e-4), np.zeros((3, 3)), np.full((2, 3), np.nan)):
            self.assertRaises(Broken, clip.close, np.zeros((2, 3)), wrong, 1e-5, "rows")


DOCKERFILE = """# a comment with USER 0:0
FROM eclipse-temurin:25-jre-noble AS java
FROM nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
COPY --from=java /opt/java /opt/java
COPY target/lib/ /opt/pairmill/lib/
COPY target/run.jar /opt/pairmill/
ENV PAIRMILL_MODELS=/opt/pairmill/models \\
    PAIRMILL_DEVICE=cuda
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --timeout=5s \\
  CMD ["true"]
ENTRYPOINT ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED"]
"""


class DockerfileCheck(unittest.TestCase):
    def read(self, old="", new=""):
        self.assertIn(old, DOCKERFILE)
        return dockerfile.checked(list(dockerfile.instructions(DOCKERFILE.replace(old, new))))

    def test_reads_what_an_image_is_made_of(self):
        user, copies, environment, entry, health = self.read()
        self.assertEqual(user, 10001)
        self.assertEqual(copies, [["target/lib/", "/opt/pairmill/lib/"], ["target/run.jar", "/opt/pairmill/"]])
        self.assertEqual(environment, {"PAIRMILL_MODELS": "/opt/pairmill/models", "PAIRMILL_DEVICE": "cuda"})
        self.assertEqual(entry[0], "/opt/java/bin/java")
        self.assertEqual(health, ["true"])

    def test_tells_an_image_that_breaks_the_rules(self):
        for old, new in [
            ("USER 10001:10001", "USER pairmill"),
            ("USER 10001:10001", "USER 0:0"),
            ("USER 10001:10001\n", ""),
            ("EXPOSE 8080", "EXPOSE 80"),
            ("nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04", "nvidia/cuda:latest"),
            ("nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04", "ubuntu:24.04"),
            ('ENTRYPOINT ["/opt/java/bin/java", "--enable-native-access=ALL-UNNAMED"]', "ENTRYPOINT java"),
            (', "--enable-native-access=ALL-UNNAMED"', ""),
            ("EXPOSE 8080", "EXPOSE 8080\nRUN curl http://example.com/ | sh"),
        ]:
            with self.subTest(new), self.assertRaises(Broken):
                self.read(old, new)

    def test_the_explorers_image_declares_where_it_writes(self):
        text = DOCKERFILE.replace("nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04", "eclipse-temurin:25-jre-noble").replace("8080", "7750")
        for volumes, right in (('VOLUME ["/tmp"]\n', True), ("", False), ('VOLUME ["/"]\n', False)):
            found = list(dockerfile.instructions(text.replace("USER 10001:10001\n", volumes + "USER 10001:10001\n")))
            with self.subTest(volumes):
                if right:
                    dockerfile.checked(found, dockerfile.DOORS["explorer"])
                else:
                    self.assertRaises(Broken, dockerfile.checked, found, dockerfile.DOORS["explorer"])

    def test_copies_as_copy_does_and_misses_what_is_not_there(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "target/lib").mkdir(parents=True)
            (root / "target/lib/a.jar").write_text("a")
            (root / "target/run.jar").write_text("run")
            copies = self.read()[1]
            dockerfile.assemble(root, copies, root / "image")
            self.assertTrue((root / "image/opt/pairmill/lib/a.jar").is_file())
            self.assertTrue((root / "image/opt/pairmill/run.jar").is_file())
            (root / "target/run.jar").unlink()
            with self.assertRaises(Broken):
                dockerfile.assemble(root, copies, root / "image2")


class ExplorerTest(unittest.TestCase):
    """What the explorer answers to programs; its pages are judged by explorer_browser.blind."""

    def test_formulas_and_ragged_rows_of_csv_are_found(self):
        self.assertEqual([], explorer_answers.as_csv("a,b\r\n\"'=1+1\",-2.5e-3\r\n\"x\ny\",+7\r\n"))
        for broken in ("a\r\n=1+1\r\n", "a\r\n-2+3\r\n", "a\r\n@x\r\n", "a\r\n\"\tx\"\r\n", "a,b\r\n1\r\n"):
            with self.subTest(broken):
                self.assertTrue(explorer_answers.as_csv(broken))

    def test_json_has_rows_and_says_whether_they_are_exact(self):
        self.assertEqual([], explorer_answers.as_json('{"rows": [{"a": null}], "exact": false}'))
        for broken in ('{"rows": []}', '{"exact": true}', '{"rows": {}, "exact": true}', '{"rows": [1], "exact": true}', '{"rows": [], "exact": 1}'):
            with self.subTest(broken):
                self.assertTrue(explorer_answers.as_json(broken))
        for broken in ('{"rows": [NaN], "exact": true}', "{", ""):
            with self.subTest(broken), self.assertRaises(ValueError):
                explorer_answers.as_json(broken)

    def test_a_text_that_arrives_otherwise_is_found(self):
        site = mock.Mock(json=lambda path: {"rows": [{"url": "u", "caption": "a b"}]})
        self.assertEqual([], explorer_answers.unharmed(site, {"a b": "u"}))
        for hostile in ({"a\tb": "u"}, {"a b": "v"}):
            with self.subTest(hostile):
                self.assertTrue(explorer_answers.unharmed(site, hostile))


if __name__ == "__main__":
    unittest.main()
