"""Runs commands for the end-to-end run, and says what went wrong."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PORT = os.environ.get("PAIRMILL_EMULATOR_PORT", "4566")
ENDPOINT = f"http://127.0.0.1:{PORT}"
CREDENTIALS = {"AWS_ENDPOINT_URL": ENDPOINT, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
PATIENCE = 900  # seconds for a whole run


class Failed(Exception):
    """One sentence about what is not as it should be."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def command(*words, expect=(0,), env=None, seconds=PATIENCE):
    """What a command printed; Failed when its exit code is none of those expected."""
    words = [str(word) for word in words]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, check=False,
        env={**os.environ, **(env or {})})
    if done.returncode not in expect:
        raise Failed(f"exit code {done.returncode}: {' '.join(words)[:300]}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def pairmill(*words, **options):
    return command(ROOT / "pairmill", *words, env=CREDENTIALS, **options)
