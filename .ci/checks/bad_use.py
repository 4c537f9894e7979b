"""Uses the command wrongly, or on a machine that fails: one sentence, the right exit code, nothing left behind.

    python3 bad_use.py WORK

Exit code 2: the caller is wrong. 3: the machine failed. Prints what it had to skip as lines that start with `skipped`.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import sys

import draw
from dataset import Broken, checksums
from pairmill import pairmill

MILL = ("run", "--images", "archive", "--scorer", "none")


def one_sentence(done, what):
    """A person can read it: no stack trace, no more than a few lines, and it ends like a sentence."""
    lines = [line for line in done.err.splitlines() if line.strip()]
    if not lines:
        raise Broken(f"{what}: nothing on stderr")
    if len(lines) > 3 or any(line.startswith(("\tat ", "Caused by", "Exception in")) for line in lines):
        raise Broken(f"{what}: no sentence but\n{done.err[-1500:]}")


def wrong(what, work, *args, expect, quiet_about=None):
    """One wrong use: exit code, sentence, and no file in the work folder that was not there."""
    before = checksums(work)
    done = pairmill(*args, expect=expect, cwd=work)
    one_sentence(done, what)
    if quiet_about is None and checksums(work) != before:
        raise Broken(f"{what}: left {sorted(checksums(work).keys() ^ before.keys())} behind")
    print(f"{what}: {done.returncode}, {done.err.strip().splitlines()[0][:160]}")


def wrong_callers(work):
    archive, text = work / "noise.warc", work / "notes.txt"
    archive.write_bytes(draw.warc())
    text.write_text("no archive at all\n", encoding="utf-8")
    out = work / "out"
    wrong("unknown file type alone", work, *MILL, "--out", out, text, expect=2)
    wrong("missing file", work, *MILL, "--out", out, work / "missing.warc.gz", expect=2)
    wrong("no input", work, *MILL, "--out", out, expect=2)
    wrong("no such flag", work, *MILL, "--no-such-flag", "--out", out, archive, expect=2)
    wrong("no such command", work, "mil", archive, expect=2)
    wrong("wrong number", work, *MILL, "--concurrency", "many", "--out", out, archive, expect=2)
    wrong("wrong concurrency", work, *MILL, "--concurrency", "0", "--out", out, archive, expect=2)
    wrong("no bucket of S3", work, *MILL, "--out", out, "s3://My_Bucket/CC-MAIN.warc.gz", expect=2)
    wrong("below a file", work, *MILL, "--out", archive / "out", archive, expect=(2, 3))


def another_run(work):
    """The folder of one run does not become that of another, and keeps every byte."""
    one, two, out = work / "one.warc", work / "two.warc", work / "taken"
    one.write_bytes(draw.warc(host="one.example.com"))
    two.write_bytes(draw.warc(host="two.example.com"))
    pairmill(*MILL, "--out", out, one, cwd=work)
    wrong("--out holds another run", work, *MILL, "--out", out, two, expect=2)


@contextlib.contextmanager
def small_disk(folder, options):
    """A file system of its own; gives None where this machine lets us mount none."""
    folder.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "pairmill-ci", str(folder)], capture_output=True, check=False
    ).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def failing_machine(work):
    archive = work / "large.warc"
    archive.write_bytes(draw.warc(pictures=40, side=200))
    for what, options, expect in (("full disk", "size=64k", 3), ("read-only disk", "size=64k,ro", (2, 3))):
        with small_disk(work / what.replace(" ", "-"), options) as disk:
            if disk is None:
                print(f"skipped {what}: only root mounts a file system")
                continue
            wrong(what, work, *MILL, "--quiet", "--keep-images", "--out", disk / "out", archive, expect=expect, quiet_about=disk)
            if (disk / "out" / "dataset" / "manifest.json").exists():
                raise Broken(f"{what}: a dataset that claims to be whole")


def main():
    work = pathlib.Path(sys.argv[1])
    for check in (wrong_callers, another_run, failing_machine):
        check(work)


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
