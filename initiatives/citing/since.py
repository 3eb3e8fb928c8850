"""What has become of a cited list: what came, what went and what was changed, by the question as of a later moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from countries.folding import fold
from initiatives.documents import Document
from initiatives.public import title_of
from initiatives.selection import Selection

MOST = 50  # initiatives named of each kind on a page


@dataclass(frozen=True)
class Line:
    """An initiative by the slug it has now. Without a title it was withdrawn, and its text is withheld."""

    slug: str
    title: str


@dataclass(frozen=True)
class Since:
    """The same question at a later moment, and how its answer differs.

    ``unnamed`` of what is gone was found by a text that is withheld now: to name it would tell what the text says.
    """

    now: Selection
    added: list[Line]
    removed: list[Line]
    changed: list[Line]
    unnamed: int = 0

    @property
    def gone(self) -> int:
        return len(self.removed) + self.unnamed

    @property
    def groups(self) -> Iterator[tuple[str, str, list[Line], int]]:
        """For a page: the kind of difference, its sign, the initiatives named, and how many are not."""
        for kind, sign in (("added", "+"), ("removed", "−"), ("changed", "")):
            lines = getattr(self, kind)
            if lines:
                yield kind, f"{sign}{len(lines)}", lines[:MOST], max(0, len(lines) - MOST)


def since(then: Selection, now: Selection, unnamed: int = 0) -> Since:
    """What differs between two answers to one question; an initiative stays itself when its address changes."""
    before = {now.snapshot.current_slug(document.slug): document for document in documents(then)}
    after = {document.slug: document for document in documents(now)}
    return Since(
        now,
        lines(now, after.keys() - before.keys()),
        lines(now, before.keys() - after.keys()),
        lines(now, (slug for slug in before.keys() & after.keys() if version(before[slug]) != version(after[slug]))),
        unnamed,
    )


def documents(selection: Selection) -> Iterator[Document]:
    return (selection.snapshot.documents[i] for i in selection.ids)


def version(document: Document) -> tuple[str, int, str]:
    return document.slug, document.number, document.digest


def lines(now: Selection, slugs: Iterable[str]) -> list[Line]:
    """The initiatives by title; those that readers may not see come last, by slug."""
    found = [Line(slug, title_of(now.snapshot, slug) or "") for slug in slugs]
    return sorted(found, key=lambda line: (not line.title, fold(line.title), line.slug))
