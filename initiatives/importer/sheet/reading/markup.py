"""The XML of a workbook, told as events. It declares no entities and no document type: whoever does is refused."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from initiatives.importer.sheet.reading.bounds import RefusedError

type Attributes = dict[str, str]


class Markup:
    """What reads a member: elements begin, have text, and end. Names come without their namespace."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text, as it comes."""


def tell(pieces: Iterable[bytes], reader: Markup) -> None:
    """Tells a document to its reader. Raises RefusedError."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: reader.begin(bare(name), without_spaces(attributes))
    parser.EndElementHandler = lambda name: reader.end(bare(name))
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        raise RefusedError("broken") from None


def refuse(*_declared) -> None:
    raise RefusedError("entities")


def bare(name: str) -> str:
    return name.rpartition(" ")[2]


def without_spaces(attributes: Attributes) -> Attributes:
    return {bare(name): value for name, value in attributes.items()}


class Collect(Markup):
    """Hands over the attributes of every element with one of these names."""

    def __init__(self, take: Callable[[str, Attributes], None], *names: str):
        self.take, self.names = take, set(names)

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in self.names:
            self.take(name, attributes)
