"""Compares two datasets: all columns of all rows, but for the times of asking, and the funnels."""

import json

import duckdb
from commands import Failed

SPLITS = ("en", "multi", "nolang", "rejected")
# What depends on when somebody was asked, and with it the times in what was read about consent.
LEFT_OUT = {"fetched_at"}
WITHOUT_TIMES = {"consent_evidence": """regexp_replace(consent_evidence, '"at":"[^"]*"', '', 'g')"""}


def rows(dataset, split):
    """The parts of a split as a relation in SQL, or None where there are none."""
    parts = sorted(str(part) for part in (dataset / split).glob("*.parquet"))
    return f"read_parquet({parts})" if parts else None


def count(relation):
    return duckdb.sql(f"select count(*) from {relation}").fetchall()[0][0] if relation else 0


def differences(one, other):
    """What differs between two datasets: a sentence per split, none where they are equal."""
    found = []
    for split in SPLITS:
        a, b = rows(one, split), rows(other, split)
        if count(a) != count(b):
            found.append(f"{split}: {count(a)} and {count(b)} rows")
        if not a or not b:
            continue
        columns = [row[0] for row in duckdb.sql(f"describe select * from {a}").fetchall()]
        if columns != [row[0] for row in duckdb.sql(f"describe select * from {b}").fetchall()]:
            found.append(f"{split}: other columns")
            continue
        chosen = ", ".join(WITHOUT_TIMES.get(column, f'"{column}"') for column in columns if column not in LEFT_OUT)
        for left, right in ((a, b), (b, a)):
            extra = duckdb.sql(f"select {chosen} from {left} except all select {chosen} from {right} limit 3").fetchall()
            if extra:
                found.append(f"{split}: {extra}")
    funnels = [json.loads((dataset / "manifest.json").read_text())["funnel"] for dataset in (one, other)]
    if funnels[0] != funnels[1]:
        found.append(f"funnels: {funnels[0]} and {funnels[1]}")
    return found


def refused(dataset):
    """How many pairs were refused in all stages, by the manifest, which holds that none is lost."""
    stages = json.loads((dataset / "manifest.json").read_text())["funnel"]
    for before, after in zip(stages, stages[1:]):
        if before["out"] != after["in"]:
            raise Failed(f"{before['stage']} gave {before['out']}, and {after['stage']} got {after['in']}")
    return sum(sum(stage["refused"].values()) for stage in stages)
