"""Pictures of all kinds of pages, light and dark, wide and narrow: `python -m tests.browser.screenshots`.

They show the real catalogue and stand in docs/images; those of the editors' guide, with a section that is made up,
stand in static/guide, from where the guide shows them in the admin too. Each is drawn with 256 colours, which is
enough for these pages and keeps them small.
"""

import base64
import re
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import parts
from tests.browser.addresses import TABLE, kinds
from tests.browser.chromium import launched
from tests.browser.editing import add_edition, carry_a_country, sign_in
from tests.browser.site import Site, prepare, serving

FOLDER = parts.TOP / "docs" / "images"
GUIDE = parts.TOP / "static" / "guide"
SECTION = parts.TOP / "tests" / "importer" / "sections" / "council-bracketed-notes.txt"
SIZES = {1280: 800, 320: 640}
SCHEMES = ("light", "dark")
MOST_BYTES = 3_000_000
BESIDE = {
    "initiatives": "/initiatives/?country=HR",  # the list as README.md shows it
    "initiatives-table": TABLE,
    "initiatives-nothing": "/initiatives/?country=HR&q=nothinghasthisword",
    "error": "/nothing/",
}

# A picture with the 256 colours it has most of; every other colour becomes the nearest of them.
REDUCE = """async source => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer), counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const ordered = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = ordered.slice(0, 256).map(c => [c & 255, c >> 8 & 255, c >> 16 & 255]);
  const distance = (a, b) => a.reduce((sum, value, n) => sum + (value - b[n]) ** 2, 0);
  const nearest = c => {
    const colour = [c & 255, c >> 8 & 255, c >> 16 & 255];
    return palette.reduce((best, other, n) => distance(colour, other) < distance(colour, palette[best]) ? n : best, 0);
  };
  const numbers = new Map(ordered.map((colour, n) => [colour, n < 256 ? n : nearest(colour)]));
  const drawn = Uint8Array.from(pixels, pixel => numbers.get(pixel));
  return [image.width, image.height, palette.flat(), drawn.toBase64()];
}"""


def reduced(page: Page, picture: bytes) -> bytes:
    """The picture as a PNG of 256 colours. The page is an empty one."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    width, height, palette, drawn = page.evaluate(REDUCE, source)
    numbers = base64.b64decode(drawn)
    lines = b"".join(b"\0" + numbers[start : start + width] for start in range(0, len(numbers), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def take(browser: Browser, site: Site) -> int:
    """Takes all pictures; how many bytes they have together."""
    empty, total = browser.new_page(), 0
    for width, height in SIZES.items():
        size = {"width": width, "height": height}
        page = browser.new_context(base_url=site.address, viewport=size, reduced_motion="reduce").new_page()
        for name, path in (kinds(site) | BESIDE).items():
            page.goto(path)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                picture = reduced(empty, page.screenshot())
                total += (FOLDER / f"{name}-{width}-{scheme}.png").write_bytes(picture)
    return total


def take_guide(browser: Browser, site: Site) -> int:
    """Takes the pictures of the editors' guide on the way from a pasted section to its drafts."""
    size = {"width": 1100, "height": 760}
    empty, editor = browser.new_page(), browser.new_context(base_url=site.address, viewport=size).new_page()
    return sum(
        (GUIDE / f"{name}.png").write_bytes(reduced(empty, picture)) for name, picture in read_in(editor, site.password)
    )


def read_in(page: Page, password: str) -> Iterator[tuple[str, bytes]]:
    """Each page of reading a section in, with its name."""
    sign_in(page, password)
    page.goto("/admin/initiatives/batch/add/")
    given = {"Slug of a new edition": "cr2020", "The year it covers": "2020", "Its title": "Council review 2020"}
    for label, words in given.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Its publisher").fill("A council")
    page.get_by_label("What this is").fill("Council review 2020, local action")
    page.get_by_label("The text of the section").fill(SECTION.read_text())
    yield "paste", page.screenshot()
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Accept", exact=True).first.click()
    page.get_by_role("button", name="Accept", exact=True).first.wait_for()
    yield "review", page.screenshot()
    page.get_by_role("link", name="Edit", exact=True).nth(1).click()
    page.locator(".select2-container").first.wait_for()
    yield "edit", page.screenshot()
    page.get_by_role("button", name="Save and accept").click()
    page.get_by_role("link", name="Apply…").click()
    yield "apply", page.screenshot()


def take_round(browser: Browser, site: Site) -> int:
    """Takes the pictures of the editors' guide: a round that has begun. How many bytes they have together."""
    size = {"width": 1100, "height": 760}
    page = browser.new_context(base_url=site.address, viewport=size, reduced_motion="reduce").new_page()
    sign_in(page, site.password)
    add_edition(page)
    carry_a_country(page, "Croatia")
    entry = page.get_by_role("link", name=re.compile("^Draft to confirm: INCLuDE")).get_attribute("href")
    empty, total = browser.new_page(), 0
    for name, path in {"round": "/admin/round/", "carried": entry}.items():
        page.goto(path)
        total += (GUIDE / f"{name}.png").write_bytes(reduced(empty, page.screenshot()))
    return total


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="screenshots-") as name, sync_playwright() as playwright:
        password = prepare(Path(name), extremes=False)
        for old in FOLDER.glob("*-*-*.png"):
            old.unlink()
        with serving(Path(name), password) as site, launched(playwright) as browser:
            total = take(browser, site) + take_guide(browser, site) + take_round(browser, site)
    pictures = [*FOLDER.glob("*.png"), *GUIDE.glob("*.png")]
    print(f"{len(pictures)} pictures, {total} bytes, in docs/images and static/guide.")
    return 0 if total < MOST_BYTES else 1


if __name__ == "__main__":
    parts.end(main)
