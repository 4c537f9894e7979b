"""What programs and strangers get from the explorer: formats, wrong input, and who is refused. The standard library is enough."""

import csv
import http.client
import io
import json
import re
import urllib.parse

# A cell that a spreadsheet takes for a formula, unless it is a number.
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
WRONG = {
    "/images?similarity.gte=x": (400, "similarity.gte: 'x' is no number"),
    "/images?sort=caption": (400, "sort: rows cannot be ordered by 'caption'"),
    "/images?language.lte=en": (400, "language.lte: words are equal or not"),
    "/images?size=0": (400, "size: '0' is no number from 1 to 500"),
    "/images?after=%3Cscript%3E": (400, "is no place in this order"),
    "/images?caption=x": (400, "Rows cannot be filtered by caption here"),
    "/images?q=" + "a" * 1001: (400, "at most 1,000 are looked for"),
    "/images/x": (400, "is no number of a row"),
    "/images/99999999": (404, "There is no row 99999999."),
    "/images?faces=99999999999999999999": (200, ""),
    "/no-such-page": (404, "There is no page named"),
}


class Site:
    """Asks the explorer without a browser."""

    def __init__(self, port):
        self.port = port

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def json(self, path):
        status, _, body = self.ask(path)
        if status != 200:
            raise ValueError(f"{path}: status {status}: {body[:200]!r}")
        return json.loads(body)


def formats(site, page):
    """Problems with a page's JSON, CSV and lines of JSON."""
    base, _, query = ("/index" if page == "/" else page).partition("?")
    query = "?" + query if query else ""
    problems = []
    for kind, judge in (("json", as_json), ("csv", as_csv), ("ndjson", as_lines)):
        address = f"{base}.{kind}{query}"
        status, headers, body = site.ask(address)
        if status != 200:
            problems.append(f"{address}: status {status}")
            continue
        try:
            problems += [f"{address}: {problem}" for problem in judge(body.decode("utf-8"))]
        except ValueError as e:
            problems.append(f"{address}: cannot be read: {e}")
        if headers.get("X-Content-Type-Options") != "nosniff" or headers.get("Content-Type", "").startswith("text/html"):
            problems.append(f"{address}: {headers.get('Content-Type')} without nosniff")
    return problems


def as_json(text):
    told = json.loads(text, parse_constant=no_constant)
    if not isinstance(told.get("rows"), list) or not isinstance(told.get("exact"), bool):
        return ["no rows, or not said whether they are exact"]
    return [] if all(isinstance(row, dict) for row in told["rows"]) else ["a row is no object"]


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def as_lines(text):
    for line in text.splitlines():
        json.loads(line)
    return []


def as_csv(text):
    rows = list(csv.reader(io.StringIO(text), strict=True))
    problems = [f"row {n} has {len(row)} cells, the first {len(rows[0])}" for n, row in enumerate(rows) if len(row) != len(rows[0])]
    for row in rows:
        problems += [f"a formula: {cell[:60]!r}" for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    return problems[:3]


def unharmed(site, hostile):
    """Problems with hostile texts in JSON: each arrives as it is."""
    told = {row["url"]: row["caption"] for row in site.json("/images.json?size=500&aesthetic=5.1&width.gte=400&width.lt=430")["rows"]}
    return [f"JSON has {told.get(url)!r:.80} where the file has {caption!r:.80}" for caption, url in hostile.items() if told.get(url) != caption]


def wrong_questions(site):
    """Problems with questions that cannot be answered: the status, and a sentence in HTML and JSON."""
    problems = []
    for address, (status, sentence) in WRONG.items():
        path, _, query = address.partition("?")
        for kind in ("", ".json"):
            asked = path + kind + ("?" + query if query else "")
            got, _, body = site.ask(asked)
            text = body.decode("utf-8").replace("&#39;", "'").replace("&quot;", '"')
            if got != status or sentence not in text or "\tat " in text or "Exception" in text:
                problems.append(f"{asked[:80]}: status {got}, not {status} with '{sentence}': {text[-300:]!r}")
            if kind and status != 200 and "error" not in json.loads(text):
                problems.append(f"{asked[:80]}: no error in its JSON")
    return problems


def sent(site, name, body, path="/similar.json", **headers):
    """The answer to a picture that is sent as the form of the page does."""
    mark = "----mark"
    form = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'.encode()
    form += body + f"\r\n--{mark}--\r\n".encode()
    return site.ask(path, "POST", form, Content_Type=f"multipart/form-data; boundary={mark}", **headers)


def pictures(site, drawn, hostile):
    """Problems with pictures that are sent: copies are found, and what is no picture is refused with a sentence.

    `drawn` is a picture whose copies are the rows with its address; `hostile` are files that no decoder likes.
    """
    problems = []
    body, url = drawn
    status, _, text = sent(site, "mine.png", body)
    told = json.loads(text)
    if status != 200 or [(row["url"], row["differ"]) for row in told["rows"]] != [(url, 0)]:
        problems.append(f"a picture that is there: status {status}: {text[:300]!r}")
    status, headers, _ = sent(site, "mine.png", body, "/optout/picture")
    if status != 303 or not headers.get("Location", "").endswith("/optout?what=pdq%3A" + told.get("pdq", "")):
        problems.append(f"opting out a picture that is there: status {status}, to {headers.get('Location')}")
    for what, file, expected, sentence in (
        ("no file", b"", 400, "choose a file"),
        ("text", b"no picture", 415, "This is no picture"),
        ("half a picture", body[: len(body) // 2], 422, "too early"),
        ("5 MB and a byte", body + bytes(5 * 1024 * 1024 + 1 - len(body)), 413, "5,242,881 bytes"),
        ("20 MB", bytes(20_000_000), 413, "a picture may have 5 MB"),
    ):
        for path in ("/similar.json", "/similar", "/optout/picture"):
            if (what, path) == ("text", "/optout/picture"):
                continue  # it is looked for by its bytes
            status, _, text = sent(site, "x.png", file, path)
            if what == "half a picture" and path == "/optout/picture":
                continue
            if status != expected or sentence not in text.decode("utf-8"):
                problems.append(f"{what} to {path}: status {status}, not {expected} with '{sentence}': {text[-300:]!r}")
    if (status := sent(site, "x.png", body, Origin="http://evil.example")[0]) != 403:
        problems.append(f"a picture from a page of others: status {status}")
    for file in hostile:
        status, _, text = sent(site, "x.png", file.read_bytes())
        if status not in (200, 413, 415, 422) or ("error" in json.loads(text)) != (status != 200):
            problems.append(f"{file}: status {status}: {text[:200]!r}")
    return problems


def strangers(site):
    """Problems with who is refused: another name for this site, forms of another, and headers that every answer has."""
    own = f"127.0.0.1:{site.port}"
    form = urllib.parse.urlencode({"show": "yes", "back": "/"})
    kind = "application/x-www-form-urlencoded"
    expected = (
        ("another name", 421, site.ask("/", Host="evil.example")),
        ("another name with this port", 421, site.ask("/index.json", Host=f"evil.example:{site.port}")),
        ("localhost", 200, site.ask("/", Host=f"localhost:{site.port}")),
        ("health by another name", 200, site.ask("/-/health", Host="10.7.0.4:7750")),
        ("a foreign form", 403, site.ask("/pictures", "POST", form, Origin="http://evil.example", Content_Type=kind)),
        ("a form of no origin", 403, site.ask("/pictures", "POST", form, Origin="null", Content_Type=kind)),
        ("an own form", 303, site.ask("/pictures", "POST", form, Origin=f"http://{own}", Content_Type=kind)),
        ("no such method", 405, site.ask("/images", "DELETE", Origin=f"http://{own}")),
    )
    problems = [f"{what}: status {got[0]}, not {status}" for what, status, got in expected if got[0] != status]
    back = site.ask("/pictures", "POST", urllib.parse.urlencode({"show": "yes", "back": "//evil.example/"}), Content_Type=kind)
    if "evil.example" in back[1].get("Location", ""):
        problems.append(f"a form sends the visitor to {back[1]['Location']}")
    for path in ("/", "/no-such-page", "/static/explorer.css", "/index.json"):
        headers = site.ask(path)[1]
        policy = headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy or headers.get("X-Robots-Tag") != "noindex, noimageindex":
            problems.append(f"{path}: its headers are {dict(headers)}")
    return problems
