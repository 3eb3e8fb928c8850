"""Initiatives by the slugs that proposals name: the one an initiative has, or one it had before it was renamed."""

from collections.abc import Iterable

from django.db.models import QuerySet

from initiatives.models import Initiative, Version
from initiatives.publishing import public_versions
from initiatives.record import parsed


def initiatives_of(slugs: Iterable[str], among: QuerySet | None = None) -> dict[str, Initiative]:
    """The initiative of each slug; a slug that no initiative has or had is not in it."""
    asked, rows = {*slugs} - {""}, Initiative.objects.all() if among is None else among
    found = {one.slug: one for one in rows.filter(slug__in=asked)} if asked else {}
    if missing := asked - found.keys():
        moved = moves(missing)
        there = {one.slug: one for one in rows.filter(slug__in=moved.values())} if moved else {}
        found |= {old: there[new] for old, new in moved.items() if new in there}
    return found


def initiative_of(slug: str, among: QuerySet | None = None) -> Initiative | None:
    return initiatives_of([slug], among).get(slug)


def moves(slugs: Iterable[str]) -> dict[str, str]:
    """The slugs that have been given up, each with the one that took its place."""
    names = [f"initiative/{slug}" for slug in slugs]
    rows = public_versions().filter(kind=Version.Kind.REDIRECT, slug__in=names)
    found = rows.values_list("slug", "record")
    return {name.removeprefix("initiative/"): parsed(record)["to"] for name, record in found}
