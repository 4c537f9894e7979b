"""Runs the launcher as a user would."""

import os
import pathlib
import subprocess

from dataset import Broken

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAUNCHER = pathlib.Path(os.environ.get("PAIRMILL_LAUNCHER", ROOT / "pairmill"))
DATA = ROOT.parent / "shared" / "data"


def pairmill(*args, expect=0, cwd=None, seconds=300):
    """Runs a command; raises Broken when its exit code is not among those expected."""
    expected = (expect,) if isinstance(expect, int) else tuple(expect)
    command = [str(LAUNCHER), *map(str, args)]
    try:
        done = subprocess.run(
            command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as e:
        raise Broken(f"not done after {seconds} s: {shown(command)}") from e
    done.out, done.err = (b.decode("utf-8", "replace") for b in (done.stdout, done.stderr))
    if done.returncode not in expected:
        raise Broken(f"exit code {done.returncode}, not {expect}: {shown(command)}\n{done.out[-2000:]}\n{done.err[-2000:]}")
    if "\n\tat " in done.err:
        raise Broken(f"a stack trace: {shown(command)}\n{done.err[-2000:]}")
    return done


def shown(command):
    """A command line short enough for a log."""
    line = " ".join(command)
    return line if len(line) < 400 else line[:400] + " ..."
