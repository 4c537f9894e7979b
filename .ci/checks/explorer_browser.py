"""What a visitor's browser makes of the explorer's pages. In a Python that has playwright and axe-playwright-python."""

import pathlib
import re

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1280, "height": 900}
FLAGS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', e => window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""
# What the Tab key has to reach, and whether its outline was seen when it did. Of a group of radio buttons it reaches one.
STOPS = """() => {
  const seen = new Set();
  const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
    .filter(e => e.type !== 'radio' || !seen.has(e.name) && seen.add(e.name));
  window.__missed = new Set(stops);
  window.__unseen = new Set();
  document.addEventListener('focusin', event => {
    const e = event.target, style = getComputedStyle(e);
    for (const stop of window.__missed) if (stop === e || stop.type === 'radio' && stop.name === e.name) window.__missed.delete(stop);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    if (!outline && style.boxShadow === 'none') window.__unseen.add(e);
  });
  document.activeElement.blur();
  return stops.length;
}"""
NAMES = "es => [...es].slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll') && e.checkVisibility())
  .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


class Visit:
    """Pages in a browser, and what went wrong on them.

    What is asked of another origin is noted. Nothing but loopback is reached: other names are not known to the browser.
    """

    def __init__(self, browser, origin, **options):
        self.origin = origin
        self.problems = []
        self.foreign = []
        self.pictures = False
        self.context = browser.new_context(viewport=SCREEN, accept_downloads=True, **options)
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.on("request", self.asked)
        self.page.on("pageerror", lambda error: self.problem(f"script error: {error}"))
        self.page.on("console", lambda said: self.problem(f"console: {said.text[:300]}") if said.type == "error" and not self.expected(said) else None)

    def expected(self, said):
        """The browser says of a page that it is of another status than 200, and of pictures that nobody has them."""
        return "Failed to load resource" in said.text and (said.location.get("url") == self.page.url or self.pictures)

    def problem(self, what):
        self.problems.append(f"{self.page.url.removeprefix(self.origin)[:100]}: {what}")

    def asked(self, request):
        if request.url.startswith((self.origin + "/", "data:", "blob:")):
            return
        self.foreign.append(request.url)
        if not self.pictures or request.resource_type != "image":
            self.problem(f"asks another origin: {request.resource_type} {request.url[:100]}")
        if request.headers.get("referer"):
            self.problem(f"tells another origin where the visitor is: {request.headers['referer']}")

    def open(self, path, status=200):
        answer = self.page.goto(self.origin + path, wait_until="load")
        if answer.status != status:
            self.problem(f"status {answer.status}, not {status}")
            return False
        return True

    def press(self, name, role="button"):
        """Presses what is named so, and waits for the page that it leads to."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role(role, name=name, exact=True).first.click()

    def look(self):
        """What must hold on every page that is open."""
        for violation in self.page.evaluate("window.__violations"):
            self.problem(f"against the policy: {violation}")
        if self.page.evaluate("window.__ran"):
            self.problem("a script of the dataset ran")
        if links := self.page.eval_on_selector_all("a, form, img, iframe, object, use", """es => es.flatMap(e =>
                ['href', 'src', 'action', 'data', 'xlink:href'].map(n => e.getAttribute(n)))
                .filter(v => v && /^\\s*(javascript|data|vbscript):/i.test(v))"""):
            self.problem(f"leads to {links[0][:100]}")
        if self.page.locator("main h1").count() != 1:
            self.problem(f"has {self.page.locator('main h1').count()} headings of the first level")

    def fits(self):
        """On a phone, nothing but the page itself is wider than the screen."""
        self.page.set_viewport_size(PHONE)
        for element in self.page.evaluate(OVERFLOW):
            self.problem(f"is wider than {PHONE['width']} pixels: {element}")
        self.page.set_viewport_size(SCREEN)

    def tab(self):
        """The Tab key goes to every link, button and field, and one sees where it is."""
        for _ in range(self.page.evaluate(STOPS) + 2):
            self.page.keyboard.press("Tab")
        for name, what in (("__missed", "Tab does not reach"), ("__unseen", "no focus is seen on")):
            if elements := self.page.evaluate(f"({NAMES})(window.{name})"):
                self.problem(f"{what} {elements}")

    def axe(self, theme):
        """No rule of axe-core of serious or critical impact is broken."""
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for rule in found["violations"]:
            if rule["impact"] in ("serious", "critical"):
                node = rule["nodes"][0]
                self.problem(f"{theme}: axe {rule['id']} at {len(rule['nodes'])} places: {node['html'][:120]}: {node.get('failureSummary', '')[:200]!r}")

    def keep(self, folder):
        """Pictures of the page for people to look at: light, dark, and on a phone."""
        name = re.sub(r"[^a-z0-9]+", "-", self.page.url.removeprefix(self.origin).lower()).strip("-")[:60] or "overview"
        for theme, size in (("light", SCREEN), ("dark", SCREEN), ("light", PHONE)):
            self.page.set_viewport_size(size)
            self.page.emulate_media(color_scheme=theme)
            self.page.screenshot(path=folder / f"{name}-{theme}{'-phone' if size == PHONE else ''}.png", full_page=size == SCREEN, animations="disabled")
        self.page.set_viewport_size(SCREEN)


POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
# Faults of a page, and what is said of each.
FAULTS = {
    "<script>window.__ran = 1</script>": "against the policy",
    "<p style='color: red'>red</p>": "against the policy",
    "<img src='http://192.0.2.1/x.png' alt=''>": "asks another origin",
    "<a href='JavaScript:alert(1)'>x</a>": "leads to JavaScript:",
    "<h1>another</h1>": "2 headings",
    "<svg width='600' height='9' role='img' aria-label='wide'></svg>": "is wider than 390 pixels",
    "<button class='bare'>no outline</button>": "no focus is seen",
    "<input>": "axe label",
    "<p class='pale'>pale</p>": "axe color-contrast",
    "<svg role='img' aria-label='x'><a href='/' tabindex='-1'><text y='9'>x</text></a></svg>": "axe nested-interactive",
    "<script src='/fails.js'></script>": "script error",
}
WHOLE = """<!doctype html><html lang="en"><title>t</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg">
<main><h1>h</h1>FAULT<a href="/">link</a></main></html>"""
FILES = {
    "/style.css": ("text/css", ".bare:focus { outline: none } .pale { color: #ddd; background: #fff }"),
    "/icon.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "/fails.js": ("text/javascript", "throw new Error('fails')"),
}


def blind(browser):
    """Faults that are not found, and what is found on a page without any."""
    problems = []
    for fault, said in {"": None, **FAULTS}.items():
        visit = Visit(browser, "http://127.0.0.1:1")
        page = WHOLE.replace("FAULT", fault)

        def answer(route, request, page=page):
            kind, body = FILES.get(request.url.removeprefix("http://127.0.0.1:1"), ("text/html", page))
            route.fulfill(content_type=kind, body=body, headers={"Content-Security-Policy": POLICY, "Content-Type": kind})

        visit.context.route("http://127.0.0.1:1/**", answer)
        visit.open("/")
        for step in (visit.look, visit.fits, visit.tab, lambda: visit.axe("light")):
            step()
        visit.context.close()
        if said is None:
            problems += [f"found on a page without faults: {problem}" for problem in visit.problems]
        elif not any(said in problem for problem in visit.problems):
            problems.append(f"'{said}' is not found in {fault}, but {visit.problems}")
    return problems
