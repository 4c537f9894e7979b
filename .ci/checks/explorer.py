"""Walks the explorer as visitors, programs and strangers do, over drawn and hostile rows.

    python3 explorer.py WORK      in a Python that has duckdb, playwright and axe-playwright-python

Every page of the navigation is looked at, in light and dark, on a phone, by keyboard, without scripts, and as JSON and CSV.
EXPLORER_SHOTS names a folder that pictures of all pages are put into; CHROMIUM the browser, /usr/bin/chromium by default.
"""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time

from playwright.sync_api import Error, sync_playwright

import draw
import explorer_answers as answers
import explorer_rows as rows
from dataset import Broken
from explorer_browser import FLAGS, Visit, blind
from pairmill import DATA, LAUNCHER, pairmill
from web import web

# Beside the navigation: what it does not name, and what stands on hostile rows.
MORE = ("/images?view=table", "/images?q=red&sort=-aesthetic", "/images?q=nothing+is+called+zzzzzz", "/scores/aesthetic", "/card",
        f"/images/{rows.ROWS}", f"/images/{rows.ROWS + 4}", f"/images/{rows.ROWS + 6}",
        "/images?aesthetic=5.1&width.gte=400&width.lt=430", "/images?aesthetic=5.1&width.gte=400&width.lt=430&view=table")
ARTIST = "Vincent van Gogh"
BODIES = {f"/{n}.png": draw.png(n, 80) for n in range(rows.PICTURES)}


def hostile_files():
    """Some of the files that broke other decoders; none where they are missing."""
    found = sorted(path for path in (DATA / "images" / "hostile").rglob("*") if path.is_file())
    return found[:: max(1, len(found) // 20)]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def explorer(work, dataset):
    """The explorer while it serves a dataset: its port."""
    port = free_port()
    command = [str(LAUNCHER), "explore", str(dataset), "--index", str(work / "index"), "--port", str(port), "--no-browser"]
    log = work / "explore.log"
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        site, end = answers.Site(port), time.monotonic() + 300
        while True:
            with contextlib.suppress(OSError):
                if site.ask("/-/health")[0] == 200:
                    break
            if process.poll() is not None or time.monotonic() > end:
                raise Broken(f"the explorer does not serve:\n{log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()
    if "\n\tat " in log.read_text(encoding="utf-8"):
        raise Broken(f"the explorer logged a stack trace:\n{log.read_text(encoding='utf-8')[-2000:]}")


def navigation(site):
    """The addresses that the navigation names, in its order."""
    _, _, body = site.ask("/")
    nav = re.search(r"<nav.*?</nav>", body.decode("utf-8"), re.DOTALL)
    found = re.findall(r'href="([^"]+)"', nav.group()) if nav else []
    if len(found) < 3:
        raise Broken(f"the navigation names {found}")
    return found


def looks(browser, origin, pages, shots):
    """Every page: policy, scripts, phone and keyboard; then axe in both themes; then without scripts."""
    strict, lax, plain = (Visit(browser, origin, **options) for options in ({}, {"bypass_csp": True}, {"java_script_enabled": False}))
    for path in pages:
        if strict.open(path):
            strict.look()
            strict.fits()
            strict.tab()
            lax.open(path)
            for theme in ("light", "dark"):
                lax.axe(theme)
            if shots:
                lax.keep(shots)
            plain.open(path)
            if not plain.page.locator("main h1").inner_text().strip() or len(plain.page.locator("main").inner_text()) < 40:
                plain.problem("is empty without scripts")
    return strict.problems + lax.problems + plain.problems


def consent(browser, origin):
    """Pictures of the web come after the visitor asked for them, and go when they are asked away."""
    visit = Visit(browser, origin)
    visit.open("/images?punsafe.lte=0.05")
    visit.pictures = True
    visit.press("Show pictures")
    visit.page.wait_for_load_state("networkidle")
    visit.look()
    if not visit.page.url.endswith("/images?punsafe.lte=0.05"):
        visit.problem("is not the page that pictures were asked for on")
    if not visit.page.get_by_text("This picture could not be loaded.").count():
        visit.problem("says nothing of pictures that are gone")
    visit.open("/images?domain=127.0.0.1")
    for picture in visit.page.locator(".tile img").all():
        picture.scroll_into_view_if_needed()
    visit.page.wait_for_load_state("networkidle")
    widths = visit.page.eval_on_selector_all(".tile img", "es => es.map(e => e.naturalWidth)")
    if widths != [80] * rows.PICTURES:
        visit.problem(f"shows pictures of the widths {widths}, not {rows.PICTURES} of 80 pixels")
    visit.open("/images?punsafe.gte=0.5")
    if visit.page.locator(".tile img").count():
        visit.problem("shows pictures that are probably not safe")
    visit.open("/images?punsafe.gte=0.1&punsafe.lt=0.5")
    if visit.page.locator(".tile img:not(.blurred)").count():
        visit.problem("shows sharply what may not be safe")
    visit.press("Hide pictures")
    visit.pictures = False
    visit.open("/images?punsafe.lte=0.05")
    visit.page.wait_for_load_state("networkidle")
    return visit.problems


def newcomer(browser, site, origin, dataset, work, port):
    """What somebody does who comes for the first time, and what it has to come to."""
    visit = Visit(browser, origin)
    page = visit.page

    def total():
        found = re.match(r"([\d,]+) of", page.locator(".lead").inner_text())
        return int(found.group(1).replace(",", "")) if found else 0

    def expect(what, got, right):
        if got != right:
            visit.problem(f"{what}: {got!r}, not {right!r}")

    def counted(where):
        return rows.ask(dataset, f"SELECT count(*) FROM rows WHERE {where}")[0][0]

    # the first domain, and its pictures
    visit.open("/")
    visit.press("Domains", "link")
    first = site.json("/domains.json")["rows"][0]
    with page.expect_navigation():
        page.locator("main table tbody a").first.click()
    expect("pictures of the first domain", total(), first["count"])

    # an artist, by the field at the top
    page.get_by_role("search").get_by_role("searchbox").fill(f'"{ARTIST}"')
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect("captions that name an artist", total(), counted(f"caption ILIKE '%{ARTIST}%'"))

    # the spread of a score
    if visit.open("/scores/aesthetic"):
        told = site.json("/scores/aesthetic.json")["rows"]
        counts = [row["count"] for row in told if isinstance(row.get("count"), int)]
        expect("rows in the histogram", sum(counts), counted("aesthetic IS NOT NULL"))

    # a range, the best and the worst
    visit.open("/images")
    page.get_by_label("Aesthetic from").fill("5.5")
    page.get_by_label("Aesthetic to").fill("6.5")
    visit.press("Apply")
    expect("rows in a range", total(), counted("aesthetic BETWEEN 5.5 AND 6.5"))
    for order, best in (("-aesthetic", "max"), ("aesthetic", "min")):
        visit.open("/images")
        page.get_by_label("Order").select_option(order)
        visit.press("Apply")
        with page.expect_navigation():
            page.locator(".tile").first.click()
        row = re.search(r"/images/(\d+)", page.url).group(1)
        told = {cell["column"]: cell["value"] for cell in site.json(f"/images/{row}.json")["rows"]}
        expect(f"the {best} of all scores", told["aesthetic"], rows.ask(dataset, f"SELECT {best}(aesthetic) FROM rows")[0][0])

    # without what is unsafe
    visit.open("/images?punsafe.lte=0.1")
    expect("rows that are safe", total(), counted("punsafe <= 0.1"))

    # a question in SQL
    status, _, body = site.ask("/sql.json?sql=SELECT+count(*)+AS+n+FROM+rows")
    if status == 200:
        expect("SQL", [list(row.values()) for row in json.loads(body)["rows"]], [[counted("true")]])
        for sql in ("SELECT+*+FROM+read_text('/etc/passwd')", "DROP+TABLE+every_row", "SELECT+1%3B+SELECT+2"):
            expect(f"refused SQL {sql}", site.ask(f"/sql.json?sql={sql}")[0], 400)
    else:
        visit.problem(f"/sql.json: status {status}")

    # a picture of one's own
    (work / "mine.png").write_bytes(BODIES["/0.png"])
    visit.open("/similar")
    page.get_by_label("JPEG, PNG or WebP").set_input_files(work / "mine.png")
    visit.press("Look for it")
    visit.look()
    expect("copies of a picture", page.locator(".lead").inner_text().split(".")[0], "One copy of it is in this dataset")
    expect("copies that are shown", page.locator("main .tile").count(), 1)

    # a part of it to train on
    status, _, body = site.ask("/export.parquet?domain=127.0.0.1")
    if status == 200:
        (work / "export.parquet").write_bytes(body)
        address = f"127.0.0.1:{port}"
        pairmill("download", work / "export.parquet", "--out", work / "pictures", "--keep-images", "--allow-address", address, "--host-rate", 0,
                 expect=(0, 1))
        done = rows.ask(work / "pictures" / "samples", "SELECT count(*) FROM rows WHERE status = 'success'")[0][0]
        expect("pictures of the export that were downloaded", done, rows.PICTURES)
    else:
        visit.problem(f"/export.parquet: status {status}")
    return visit.problems


def wrong_use(work, dataset):
    """Problems with a wrong command, wrong files and a machine that fails: the exit code and a sentence."""
    good = dataset / "part-00000.parquet"
    bad = work / "bad"
    bad.mkdir()
    (bad / "empty.parquet").touch()
    (bad / "cut.parquet").write_bytes(good.read_bytes()[:-100])
    (bad / "text.parquet").write_text("no Parquet at all\n" * 50, encoding="utf-8")
    for name, select in (
        ("other", "SELECT 1 AS a, 'x' AS b"),
        ("unscored", "SELECT 'https://a.example/' || i AS URL, 'picture ' || i AS TEXT FROM range(10) r(i)"),
        ("mixed", "SELECT 'https://b.example/' || i AS url, i AS caption, 'high' AS similarity, 'wide' AS WIDTH FROM range(10) r(i)"),
    ):
        with rows.duckdb.connect() as database:
            database.execute(f"COPY ({select}) TO '{bad / name}.parquet' (FORMAT parquet)")
    (work / "file").touch()
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    index = ("--index", work / "bad-index")
    cases = (
        # what, exit code, what the sentence holds, arguments
        ("missing path", 2, "no such file or folder", ("index", work / "missing", *index)),
        ("folder without files", 2, "no Parquet file", ("index", work / "index" / "captions", *index)),
        ("no path", 2, "PATH", ("explore",)),
        ("no such flag", 2, "--no-such-flag", ("explore", good, "--no-such-flag")),
        ("port that is none", 2, "no port from 0 to 65535", ("explore", good, "--port", "99999", *index)),
        ("port in words", 2, "--port", ("explore", good, "--port", "many", *index)),
        ("port that is taken", 2, "cannot be listened on", ("explore", good, "--port", port, *index)),
        ("address of another machine", 2, "192.0.2.1", ("explore", good, "--host", "192.0.2.1", *index)),
        ("index below a file", 3, str(work / "file"), ("index", good, "--index", work / "file" / "index")),
        ("empty file", 0, "[empty.parquet] cannot be read", ("index", good, bad / "empty.parquet", *index)),
        ("truncated file", 0, "[cut.parquet] cannot be read", ("index", good, bad / "cut.parquet", *index)),
        ("no Parquet", 0, "[text.parquet] cannot be read", ("index", good, bad / "text.parquet", *index)),
        ("no addresses", 0, "[other.parquet] has no column of addresses", ("index", good, bad / "other.parquet", *index)),
        ("mixed schemas", 0, f"{rows.ROWS + 20:,} rows", ("index", good, bad / "unscored.parquet", bad / "mixed.parquet", *index)),
        ("no scores", 0, "10 rows", ("index", bad / "unscored.parquet", *index)),
    )
    problems = []
    for what, code, sentence, args in cases:
        try:
            done = pairmill(*args, expect=code, cwd=work)
            if sentence not in done.out + done.err:
                problems.append(f"{what}: '{sentence}' is not in\n{done.out[-300:]}{done.err[-500:]}")
        except Broken as e:
            problems.append(f"{what}: {e}")
    taken.close()
    return problems


def poor(browser, work):
    """A dataset of addresses and captions alone has every page, and says what is missing."""
    problems = []
    folder = work / "poor"
    folder.mkdir()
    with explorer(folder, work / "bad" / "unscored.parquet") as port:
        site, visit = answers.Site(port), Visit(browser, f"http://127.0.0.1:{port}")
        for path in navigation(site):
            if visit.open(path):
                visit.look()
        status, _, body = site.ask("/images?similarity.gte=0.3")
        if status != 400 or "This dataset has no column similarity." not in body.decode("utf-8"):
            problems.append(f"poor: /images?similarity.gte=0.3: status {status}")
        problems += ["poor: " + problem for problem in visit.problems]
    return problems


def main():
    work = pathlib.Path(sys.argv[1])
    dataset = work / "rows"
    shots = os.environ.get("EXPLORER_SHOTS")
    if shots:
        shots = pathlib.Path(shots)
        shots.mkdir(parents=True, exist_ok=True)
    pairmill("explore", "--help")  # builds it where that is needed
    problems = []
    started = time.monotonic()

    def add(what, look):
        try:
            found = look()
        except (Error, ValueError, KeyError, OSError) as e:
            found = [f"{what}: {type(e).__name__}: {e}"]
        problems.extend(found)
        print(f"{what}: {len(found)} problems, {time.monotonic() - started:.0f} s", flush=True)

    with web(BODIES) as pictures, sync_playwright() as playwright:
        rows.make(dataset, pictures)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        add("faults of drawn pages", lambda: blind(browser))
        with explorer(work, dataset) as port:
            site, origin = answers.Site(port), f"http://127.0.0.1:{port}"
            pages = navigation(site)
            add("formats", lambda: [problem for page in pages for problem in answers.formats(site, page)])
            add("hostile texts", lambda: answers.unharmed(site, rows.HOSTILE))
            add("hostile texts in CSV", lambda: answers.formats(site, "/images?size=500&aesthetic=5.1&width.gte=400&width.lt=430"))
            add("wrong questions", lambda: answers.wrong_questions(site))
            mine = (BODIES["/0.png"], f"http://127.0.0.1:{pictures}/0.png")
            add(f"pictures that are sent, {len(hostile_files())} hostile", lambda: answers.pictures(site, mine, hostile_files()))
            add("strangers", lambda: answers.strangers(site))
            add("consent", lambda: consent(browser, origin))
            add("a newcomer", lambda: newcomer(browser, site, origin, dataset, work, pictures))
            add(f"{len(pages) + len(MORE)} pages", lambda: looks(browser, origin, [*pages, *MORE], shots))
        add("wrong use", lambda: wrong_use(work, dataset))
        add("without scores", lambda: poor(browser, work))
        browser.close()
    if problems:
        raise Broken(f"{len(problems)} problems:\n" + "\n".join(problems))


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
