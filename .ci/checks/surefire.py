"""Sums up Surefire's reports: prints `passed failed skipped`, and on stderr each failed and each skipped test.

    python3 surefire.py ROOT
"""

import pathlib
import sys
import xml.etree.ElementTree as ET


def tests(root):
    """(name, outcome, message) of each test in each module's reports."""
    for report in sorted(pathlib.Path(root).glob("*/*/target/surefire-reports/TEST-*.xml")):
        for case in ET.parse(report).getroot().iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            for kind in ("failure", "error", "skipped"):
                found = case.find(kind)
                if found is not None:
                    yield name, kind, (found.get("message") or found.text or "").strip().split("\n")[0]
                    break
            else:
                yield name, "passed", ""


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name, outcome, message in tests(sys.argv[1]):
        counts[outcome if outcome in counts else "failed"] += 1
        if outcome != "passed":
            print(f"{'skipped' if outcome == 'skipped' else 'FAILED'} {name}: {message}", file=sys.stderr)
    print(*counts.values())


if __name__ == "__main__":
    main()
