"""A page as someone finds it who has a keyboard only: each stop of the Tab key, in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 500

# What has the focus now; null at the end of the page. `seen` is whether any of it can be seen where it stands.
STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e), boxes = [...e.getClientRects()].filter(b => b.width && b.height);
  const at = (x, y) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top === e); };
  const points = b => [.5, .1, .9].flatMap(x => [.5, .1, .9].map(y => [b.left + x * b.width, b.top + y * b.height]));
  return {
    name: (e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || e.value || e.name || "")
      .replace(/\\s+/g, " ").trim(),
    kind: e.tagName.toLowerCase(),
    part: e.closest("main") ? "main" : e.closest("footer") ? "footer" : e.closest("header") ? "header" : "before",
    again: e.dataset.stopped === "1",
    outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none",
    seen: boxes.some(b => points(b).some(([x, y]) => at(x, y))),
    mark: (e.dataset.stopped = "1"),
  };
}"""


@dataclass(frozen=True)
class Stop:
    """An element that has the focus: its name and kind, the part of the page it is in, and how it shows."""

    name: str
    kind: str
    part: str
    outlined: bool
    seen: bool


def stops(page: Page, key: str = "Tab") -> Iterator[Stop]:
    """Each stop until the page ends. Raises AssertionError where it does not: the focus is caught."""
    page.evaluate("document.querySelectorAll('[data-stopped]').forEach(e => delete e.dataset.stopped)")
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        found = page.evaluate(STOP)
        if found is None or found.pop("again"):
            return
        del found["mark"]
        yield Stop(**found)
    raise AssertionError(f"After {MOST_STOPS} presses of {key} the page has no end.")
