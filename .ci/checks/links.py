"""Every relative link in our Markdown pages leads to a file or folder that is there.

    python3 links.py ROOT
"""

import pathlib
import re
import subprocess
import sys

from dataset import Broken


def dead(page):
    """The relative links of a page that lead nowhere."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
        if not re.match(r"[a-z]+:", link) and not (page.parent / link).exists():
            yield link


def main():
    root = pathlib.Path(sys.argv[1])
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=root, capture_output=True, text=True, check=True).stdout
    pages = [root / name for name in listed.splitlines()]
    nowhere = [f"{page.relative_to(root)}: {link}" for page in pages for link in dead(page)]
    if nowhere or not pages:
        raise Broken("\n".join(nowhere) or "there are no pages")
    print(f"{len(pages)} pages")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
