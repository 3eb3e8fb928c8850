"""Citations of a list or a record, in words."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.panel import Panel
from initiatives.record import Record
from initiatives.selection import Selection

CATALOGUE = gettext_lazy("Catalogue of integration-cooperation initiatives")


def cite_list(selection: Selection) -> str:
    """A list as it stands at its changeset: question, count, and the address that replays it."""
    return _(
        "%(catalogue)s. List: %(question)s. %(count)s initiatives as of %(as_of)s. %(url)s. SHA-256: %(hash)s."
    ) % {
        "catalogue": CATALOGUE,
        "question": Panel(selection).words,
        "count": selection.total,
        "as_of": selection.as_of,
        "url": selection.pinned_url,
        "hash": selection.hash,
    }


def cite_record(record: Record, as_of: str) -> str:
    """A record in the version shown."""
    return _("“%(title)s”. In: %(catalogue)s. Version %(version)s as of %(as_of)s. %(url)s. SHA-256: %(digest)s.") % {
        "title": record["title"],
        "catalogue": CATALOGUE,
        "version": record["version"],
        "as_of": as_of,
        "url": f"{settings.SITE_URL}/initiatives/{record['id']}/?as_of={as_of}",
        "digest": record["digest"],
    }
