"""What every form of a briefing says beside its contents."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.formats.briefing.document import Briefing, Pointer
from initiatives.formats.briefing.notes import Source
from initiatives.formats.briefing.summary import Table


def words() -> dict[str, str]:
    """The fixed words by their place in a document."""
    return {
        "contents": _("Contents"),
        "note": _("Note by the person who made this briefing, not a text of the catalogue"),
        "unplaced": _("Notes without a place in the text:"),
        "record": _("Record:"),
        "sources": _("Sources"),
        "making": _("How this briefing was made"),
        "number": _("Initiatives"),
        "page": _("Page %x of %y"),
    }


def empty(briefing: Briefing) -> str:
    """What stands in the place of a list that has no rows."""
    return "" if briefing.selection.total else _("No initiative of the catalogue answers this question.")


def cite(briefing: Briefing) -> str:
    return _("Cite as: %(citation)s") % {"citation": briefing.citation}


def pointed(item: Pointer) -> str:
    return _("%(title)s: told under %(home)s.") % {"title": item.title, "home": item.home}


def named(source: Source) -> str:
    """The notes that name a source."""
    numbers = ", ".join(str(number) for number in source.notes)
    return ngettext("(note %(numbers)s)", "(notes %(numbers)s)", len(source.notes)) % {"numbers": numbers}


def more(table: Table) -> str:
    """How many values of a table are not shown."""
    return _("and %(n)s more") % {"n": table.more} if table.more else ""
