"""GeoJSON: a feature for each initiative of the list, at a point for each of its countries, and nowhere without one."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countries.models import Country
from countries.points import EUROPE, POINTS, points
from initiatives.columns import INITIATIVE_COLUMNS
from initiatives.publishing import withdraw
from tests.factories import make_published
from tests.questions import questions, values_in
from tests.test_formats import get
from tests.test_selection import FUZZ, answer, everything

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]


def collection(reader, query: str = "") -> dict:
    return json.loads(get(reader, f"/initiatives.geojson?{query}" if query else "/initiatives.geojson"))


def test_every_country_has_a_point_on_the_earth():
    assert set(Country.objects.values_list("code", flat=True)) == set(POINTS)
    assert [code for code, (east, north) in POINTS.items() if not (-180 <= east <= 180 and -90 <= north <= 90)] == []
    assert [code for code, point in POINTS.items() if any(round(part, 2) != part for part in point)] == []


def test_the_countries_of_european_groups_lie_in_europe():
    west, south, east, north = EUROPE
    grouped = set(Country.objects.exclude(memberships=None).values_list("code", flat=True))
    there = {code for code in grouped if west <= POINTS[code][0] <= east and south <= POINTS[code][1] <= north}
    assert there == grouped


def test_no_two_countries_share_a_point():
    assert len(set(POINTS.values())) == len(POINTS)


def test_points_come_in_the_order_of_the_countries_and_a_country_without_one_is_left_out():
    assert points(["GR", "ZZ", "HR"]) == [POINTS["GR"], POINTS["HR"]]


@settings(FUZZ, max_examples=300 if os.environ.get("LONG") else 10)
@given(st.data())
def test_the_features_of_any_question_are_the_rows_of_its_list(catalogue, reader, data):
    selection = answer(data.draw(questions(values_in(everything()))))
    found = collection(reader, selection.query())
    assert [row["id"] for row in found["features"]] == [selection.snapshot.documents[i].slug for i in selection.ids]
    assert (found["type"], found["count"], found["hash"]) == ("FeatureCollection", selection.total, selection.hash)
    there = [point for row in found["features"] if row["geometry"] for point in row["geometry"]["coordinates"]]
    longitudes, latitudes = [x for x, _ in there], [y for _, y in there]
    box = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)] if there else "none"
    assert found.get("bbox", "none") == box


def test_a_feature_has_the_columns_with_their_own_types(reader):
    [row] = [row for row in collection(reader, "country=HR")["features"] if row["id"] == "hr-include"]
    assert row["geometry"] == {"type": "MultiPoint", "coordinates": [[15.98, 45.81]]}
    assert list(row["properties"]) == [column.name for column in INITIATIVE_COLUMNS]
    kinds = {name: type(row["properties"][name]).__name__ for name in ("years", "multi_level", "entries", "title")}
    assert kinds == {"years": "list", "multi_level": "bool", "entries": "int", "title": "str"}


def test_several_countries_are_several_points_and_none_is_no_place(reader):
    features = {row["id"]: row["geometry"] for row in collection(reader)["features"]}
    assert features["v4-niem-role-of-local-governments"]["coordinates"] == [
        list(POINTS[code]) for code in ("CZ", "HU", "PL", "SK")
    ]
    assert features["eu-urban-agenda-partnership-inclusion"] is None


def test_a_withdrawn_initiative_is_nowhere_and_says_only_that_it_was_there(reader):
    initiative = make_published("gone", countries=("NO",))
    then = answer("").as_of
    withdraw(initiative=initiative, reason="x")
    found = collection(reader, f"as_of={then}")
    [row] = [row for row in found["features"] if row["id"] == "gone"]
    assert (row["geometry"], list(row["properties"])) == (None, ["id", "url", "version", "licence"])
    assert found["bbox"] == collection(reader)["bbox"]


def test_one_initiative_is_a_collection_of_one(reader):
    found = json.loads(get(reader, "/initiatives/hr-include.geojson"))
    assert [row["id"] for row in found["features"]] == ["hr-include"]
