"""The matrix of routes is whole: what the site answers and what the tests look at are the same."""

import pytest
from django.urls import Resolver404, resolve

from tests.security.routes import OPERATOR, PUBLIC, STAFF, matrix, patterns


def test_every_route_of_the_site_stands_in_the_matrix_and_every_row_is_a_route():
    assert sorted(patterns()) == sorted(matrix())


def test_every_example_leads_to_the_route_it_stands_for():
    found = {path: resolve(path.partition("?")[0]).route for route in matrix().values() for path in route.paths}
    assert found == {path: pattern for pattern, route in matrix().items() for path in route.paths}


def test_every_route_has_an_audience_and_an_example():
    assert [p for p, route in matrix().items() if route.audience not in {PUBLIC, OPERATOR, STAFF}] == []
    assert [p for p, route in matrix().items() if not route.paths] == []


def test_no_public_route_lies_below_the_editors_pages():
    staff = {p for p, route in matrix().items() if route.audience == STAFF}
    assert {p for p in matrix() if p.startswith("admin/")} == staff


@pytest.mark.parametrize("path", ["/admin", "/initiatives", "/Initiatives/", "/initiatives//"])
def test_other_spellings_of_a_path_are_no_routes_of_their_own(path):
    with pytest.raises(Resolver404):
        resolve(path)
