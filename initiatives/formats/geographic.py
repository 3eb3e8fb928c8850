"""GeoJSON (RFC 7946): a feature for each initiative, at a point for each of its countries."""

from collections.abc import Iterator
from typing import Any

from countries.points import Point, points
from initiatives.columns import INITIATIVE_COLUMNS, Row
from initiatives.formats.structured import about, elements, named
from initiatives.public import encode
from initiatives.record import Record
from initiatives.selection import Selection


def geojson_list(selection: Selection) -> Iterator[bytes]:
    """A feature collection, with what the JSON of a list says of itself beside it."""
    head = {"type": "FeatureCollection", **about(selection), **bounds(selection)}
    yield f'{encode(head)[:-1]},"features":['.encode()
    yield from elements(encode(feature(selection, record)) for record in selection.records())
    yield b"\n]}\n"


def feature(selection: Selection, record: Record) -> dict[str, Any]:
    """An initiative; without a country, or withdrawn, it is nowhere on a map. A withdrawn one has few properties."""
    values = named(INITIATIVE_COLUMNS, Row(selection, record))
    if record.get("withdrawn"):
        values = {name: value for name, value in values.items() if value is not None}
    return {
        "type": "Feature",
        "id": record["id"],
        "geometry": geometry(values.get("countries", [])),
        "properties": values,
    }


def geometry(codes: list[str]) -> dict[str, Any] | None:
    there = points(codes)
    return {"type": "MultiPoint", "coordinates": there} if there else None


def bounds(selection: Selection) -> dict[str, list[float]]:
    """The box around every point, west, south, east, north; nothing where there is no point."""
    there = list(all_points(selection))
    if not there:
        return {}
    longitudes, latitudes = zip(*there, strict=True)
    return {"bbox": [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]}


def all_points(selection: Selection) -> Iterator[Point]:
    """The points of the countries of every initiative that readers may see; no record is read for it."""
    shown = (selection.snapshot.documents[i] for i in selection.ids if i not in selection.snapshot.tombstones)
    return iter(points(sorted({code for document in shown for code in document.countries})))
