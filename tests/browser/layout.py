"""What moves while a page loads, and what does not fit it."""

from playwright.sync_api import Page

# Runs before the page's own scripts: adds up what moved without the reader having done anything.
OBSERVER = """
window.layoutShift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""

# Answers as soon as the observer has been told of so much, or with no after five seconds. (Playwright's own waiting
# evaluates text in the page, which the page's policy forbids.)
SHIFTED = """least => new Promise(done => {
  const until = performance.now() + 5000;
  const look = () => window.layoutShift >= least ? done(true)
    : performance.now() > until ? done(false) : setTimeout(look, 20);
  look();
})"""

# Answers when the page has loaded, has drawn what it loaded, and has nothing left to do.
IDLE = """() => new Promise(done => requestAnimationFrame(() => requestIdleCallback(done, {timeout: 2000})))"""

# Elements that reach over the edge of the window, unless they scroll in a box of their own.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const scrolls = e => e && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement))
    .map(e => e.tagName.toLowerCase() + " " + e.textContent.trim().slice(0, 40)).concat("the page scrolls sideways");
}"""

# Text cut off by a box of fixed size (1.4.4, 1.4.12). What is hidden from sight on purpose is one pixel large.
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const clips = /hidden|clip/.test(style.overflowX + style.overflowY);
  return text && clips && box.width > 2 && box.height > 2 && e.checkVisibility() &&
    (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.tagName.toLowerCase() + " " + e.textContent.trim().slice(0, 40))"""

# What runs or fades for longer than an eye sees.
MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e), longest = Math.max(...style.transitionDuration.split(",").map(parseFloat),
    ...style.animationDuration.split(",").map(parseFloat));
  return longest > 0.01;
}).map(e => e.tagName.toLowerCase() + "." + e.className)"""

# Fields without an edge of any kind.
EDGELESS = """() => [...document.querySelectorAll("input:not([type=hidden]), button, select, textarea")].filter(e => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && style.appearance === "none" && parseFloat(style.borderBlockStartWidth) === 0
    && parseFloat(style.outlineWidth) === 0;
}).map(e => e.outerHTML.slice(0, 80))"""

# The least spacing a reader may set (WCAG 1.4.12). A reader's own style is not under the page's policy.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
SPACE_OUT = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def too_wide(page: Page) -> list[str]:
    return page.evaluate(TOO_WIDE)


def cut_off(page: Page) -> list[str]:
    return page.evaluate(CUT_OFF)


def space_out(page: Page) -> None:
    page.evaluate(SPACE_OUT, SPACING)
