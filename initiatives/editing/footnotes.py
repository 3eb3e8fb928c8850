"""Footnotes of an edition as its entries share them: found by their mark, added where there is none."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import F, Max

from initiatives.markers import marks
from initiatives.models import Edition, Entry, EntryFootnote, Footnote

MARK = Footnote._meta.get_field("mark")


def link_what_the_text_marks(entry: Entry) -> list[str]:
    """Gives the entry a footnote for each marker in its text that has none; returns their marks.

    The edition's footnote with that mark, where one is there; else a new one whose citation is missing.
    """
    linked = set(entry.footnote_links.values_list("footnote__mark", flat=True))
    wanted = [mark for mark in marks(entry.text) if mark not in linked and is_mark(mark)]
    for mark in wanted:
        footnote, _ = Footnote.objects.get_or_create(edition=entry.edition, mark=mark)
        EntryFootnote.objects.create(entry=entry, footnote=footnote, position=next_position(entry))
    return wanted


def is_mark(text: str) -> bool:
    try:
        MARK.run_validators(text)
    except ValidationError:
        return False
    return True


def next_position(entry: Entry) -> int:
    return (entry.footnote_links.aggregate(last=Max("position"))["last"] or 0) + 1


def note_change(footnotes: Iterable[Footnote], entry: Entry) -> None:
    """Makes forms outdated that were opened with the old text of a footnote another entry shares."""
    others = Entry.objects.filter(footnote_links__footnote__in=[footnote.pk for footnote in footnotes])
    Entry.objects.filter(pk__in=others.exclude(pk=entry.pk).values("pk")).update(token=F("token") + 1)


def remove_unused(edition: Edition) -> None:
    """Removes an edition's footnotes that no entry has any more."""
    Footnote.objects.filter(edition=edition, entry_links__isnull=True).delete()
