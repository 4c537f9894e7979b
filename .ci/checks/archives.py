"""Mills real archives, many of them broken on purpose, over and over: the dataset must not notice.

    python3 archives.py WORK [--kills 6] [--seed 1]

Same archives in any order, with any concurrency, after any kill: the same bytes. A second run changes nothing.
"""

import argparse
import glob
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

from dataset import Broken, checksums, conserved, described, manifest, moments, same, stands
from pairmill import DATA, LAUNCHER, pairmill

# Cut in the middle of a gzip member, of a body or of a header, or not WARC at all: damaged by anybody's reading.
DAMAGED = (
    "clipped.warc.gz",
    "example-trunc.warc",
    "invalid-warcheaderfieldpolicy-4.warc",
    "invalid-warcheaderfieldpolicy-5.warc",
    "invalid-warcheaderfieldpolicy-11.warc",
    "invalid-warcheaderfieldpolicy-12.warc",
    "invalid-warcheaderfieldpolicy-17.warc",
    "invalid-warcheaderversion-1.warc",
    "invalid-warcheaderversion-25.warc",
)
RUN = ("run", "--images", "archive", "--scorer", "none", "--out")


def archives():
    """Every file of the samples, in a fixed order."""
    return [p for p in sorted(glob.glob(f"{DATA}/warc/**", recursive=True)) if os.path.isfile(p)]


def mill(out, inputs, *flags):
    """Mills the inputs; there is damage among them, so a finished run says 1."""
    started = time.monotonic()
    done = pairmill(*RUN, out, *flags, *inputs, expect=1)
    return done, time.monotonic() - started


def damage_named(done, out):
    told = done.out + done.err + "\n".join(d["file"] for d in manifest(out)["damaged"])
    silent = [name for name in DAMAGED if name not in told]
    if silent:
        raise Broken(f"damaged, but named nowhere: {', '.join(silent)}")


def killed(out, inputs, seconds):
    """Starts a run and kills it after a while; true when it was still running."""
    command = [str(LAUNCHER), *RUN, str(out), *inputs]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        child.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return True


def second_run_changes_nothing(out, inputs, first_seconds):
    before = checksums(out), moments(out)
    _, seconds = mill(out, inputs)
    same(before[0], checksums(out), "after a second run")
    same(before[1], moments(out), "times of change after a second run")
    if seconds > 0.7 * first_seconds + 2:
        raise Broken(f"the second run took {seconds:.1f} s, the first {first_seconds:.1f} s")
    return seconds


def shell_globs(work):
    """What a user types: with globstar the shell names folders and files, without it only the first level."""
    funnels = []
    for option in ("-s", "-u"):
        out = pathlib.Path(work) / f"globstar{option}"
        line = f'shopt {option} globstar; exec "$0" {" ".join(RUN)} "$1" "$2"/warc/**'
        done = subprocess.run(
            ["bash", "-c", line, str(LAUNCHER), str(out), str(DATA)],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300,
        )
        if done.returncode != 1:
            raise Broken(f"shopt {option} globstar: exit code {done.returncode}\n{done.stderr.decode()[-2000:]}")
        funnels.append(conserved(manifest(out)))
    if funnels[0] != funnels[1]:
        raise Broken(f"globstar on and off give different funnels: {funnels[0]} and {funnels[1]}")


def survives_kills(work, inputs, expected, kills, dice, first_seconds):
    for n in range(kills):
        out = pathlib.Path(work) / f"killed{n}"
        after = dice.uniform(0.2, first_seconds)
        running = killed(out, inputs, after)
        mill(out, inputs)
        same(expected, checksums(out / "dataset"), f"after kill -9 at {after:.2f} s")
        print(f"kill -9 at {after:.2f} s ({'running' if running else 'already done'}): same dataset")
        shutil.rmtree(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    dice = random.Random(a.seed)
    inputs = archives()

    first = a.work / "first"
    done, seconds = mill(first, inputs)
    stands(first)
    described(first)
    funnel = conserved(manifest(first))
    if funnel[0]["out"] == 0:
        raise Broken("no pair came out of the archives")
    damage_named(done, first)
    print(f"{len(inputs)} files, {funnel[0]['in']} image elements, {funnel[-1]['out']} rows in {seconds:.1f} s")

    again = second_run_changes_nothing(first, inputs, seconds)
    print(f"second run: nothing changed in {again:.1f} s")

    expected = checksums(first / "dataset")
    for name, flags, order in (
        ("permuted", (), dice.sample(inputs, len(inputs))),
        ("concurrency1", ("--concurrency", 1), inputs),
        ("concurrency8", ("--concurrency", 8), dice.sample(inputs, len(inputs))),
    ):
        mill(a.work / name, order, *flags)
        same(expected, checksums(a.work / name / "dataset"), name)
        print(f"{name}: same dataset")
    shell_globs(a.work)
    print("globstar on and off: same funnel")
    survives_kills(a.work, inputs, expected, a.kills, dice, seconds)


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
