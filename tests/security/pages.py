"""A page read with nothing but the standard library's parser: its elements, ids, links and labels."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}
DATA_BLOCKS = {"application/ld+json", "application/json"}


@dataclass
class Element:
    """A start tag: its name, its attributes, and the names of the elements it stands in."""

    name: str
    attributes: dict[str, str]
    within: tuple[str, ...]


@dataclass
class Page:
    """The elements of a page in their order."""

    elements: list[Element] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        """Where the page leads to, and what it loads."""
        found = [element.attributes.get(name) for element in self.elements for name in ("href", "src", "action")]
        return [address for address in found if address]

    @property
    def inline_code(self) -> list[str]:
        """What a strict policy forbids: scripts, styles and handlers that stand in the page itself."""
        found = []
        for element in self.elements:
            data = element.attributes.get("type") in DATA_BLOCKS
            if element.name == "style" or (element.name == "script" and "src" not in element.attributes and not data):
                found.append(element.name)
            found += [name for name in element.attributes if name == "style" or name.startswith("on")]
        return found + [address for address in self.links if address.casefold().startswith(("javascript:", "data:"))]

    @property
    def without_label(self) -> list[dict[str, str]]:
        """The attributes of fields that nothing names for a reader who does not see them."""
        named = {element.attributes.get("for") for element in self.elements if element.name == "label"}
        return [
            element.attributes
            for element in self.elements
            if element.name in LABELLED
            and element.attributes.get("type") not in UNLABELLED_TYPES
            and "label" not in element.within
            and element.attributes.get("id") not in named
            and not {"aria-label", "aria-labelledby"} & element.attributes.keys()
        ]

    @property
    def references(self) -> list[str]:
        """The ids that elements name as their label or description."""
        names = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        return [id for e in self.elements for name in names for id in e.attributes.get(name, "").split()]


class Reader(HTMLParser):
    """Reads start tags, and keeps count of what stands open."""

    VOID = {"base", "meta", "link", "input", "br", "img", "hr", "source", "wbr"}

    def __init__(self):
        super().__init__()
        self.page, self.open, self.unmatched = Page(), [], []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.page.elements.append(Element(tag, attributes, tuple(self.open)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unmatched.append(tag)


def read(text: str) -> Page:
    """The page; every element that it opens it closes. Raises ValueError."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    if reader.unmatched or reader.open:
        raise ValueError(f"not closed: {reader.open}; closed but not open: {reader.unmatched}")
    return reader.page
