"""T3: no filter reaches past what is declared: a look-up into the models is an unknown parameter, and lists nothing."""

import os
from itertools import cycle, product

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Field
from django.test import Client

from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from tests.security.routes import content

PATHS = (
    "/",
    "/initiatives/",
    "/initiatives.json",
    "/initiatives.csv",
    "/initiatives/hr-include/",
    "/initiatives/hr-include.json",
    "/countries/",
    "/actors/",
    "/actors/amif/",
    "/countries/HR/",
    "/about/",
)
LOOKUPS = sorted(Field.get_lookups()) + ["year", "date", "isnull"]
OWNERS = ("owner__password", "who__password", "changeset__who__email", "user__username", "pk", "id", "state", "_state")
LONG = os.environ.get("LONG") == "1"
VALUES = ("draft", "a", "1")


def names() -> list[str]:
    """Every field of an initiative and of what it refers to, with every look-up that Django knows."""
    stems = [*OWNERS, *InitiativeFilter.base_filters]
    for field in Initiative._meta.get_fields():
        stems.append(field.name)
        if field.related_model:
            stems += [f"{field.name}__{other.name}" for other in field.related_model._meta.get_fields()]
    plain = [stem for stem in stems if stem not in InitiativeFilter.base_filters]
    return sorted({*plain, *(f"{stem}__{lookup}" for stem, lookup in product(stems, LOOKUPS))})


def lists_something(response, titles: list[str]) -> bool:
    body = content(response).decode()
    return any(title in body for title in titles)


@pytest.fixture
def titles(catalogue) -> list[str]:
    return list(Initiative.objects.values_list("title", flat=True))


@pytest.mark.once
def test_hundreds_of_lookups_are_unknown_parameters_of_the_list_and_list_nothing(titles, reader):
    tried = names()[:: 1 if LONG else 10]
    assert len(tried) > 250
    found = [(name, reader.get("/initiatives/", {name: "a"})) for name in tried]
    assert [(n, r.status_code) for n, r in found if r.status_code != 400 or lists_something(r, titles)] == []


@pytest.mark.once
@pytest.mark.parametrize("path", PATHS)
def test_lookups_are_unknown_parameters_of_every_public_address(titles, reader, path):
    tried = [name for number, name in enumerate(names()) if number % 60 == len(path)]
    asked = product(tried, VALUES) if LONG else zip(tried, cycle(VALUES), strict=False)
    found = [(name, reader.get(path, {name: value})) for name, value in asked]
    assert [(n, r.status_code) for n, r in found if r.status_code != 400 or lists_something(r, titles)] == []


def test_a_lookup_beside_a_good_filter_still_lists_nothing(titles, reader):
    response = reader.get("/initiatives/?country=HR&actor__name__startswith=a")
    assert (response.status_code, lists_something(response, titles)) == (400, False)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_the_editors_lists_answer_no_lookup_of_a_password_or_a_pattern(catalogue, model):
    """An editor's list may refuse or ignore what it does not know; it never breaks and never reads a secret."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor", password="a-long-passphrase"))
    stem = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    tried = ["password__startswith", "user__password__startswith", "owner__password__regex", "title__regex", "pk__foo"]
    statuses = {name: client.get(stem, {name: "(a+)+$"}).status_code for name in tried}
    assert {name: status for name, status in statuses.items() if status not in {302, 400}} == {}
