"""What an address may ask of the admin: listed questions, and a plain 400 for all others."""

import os

import pytest
from django.contrib import admin
from django.db import connection

from initiatives.models import VOCABULARIES, Initiative
from tests.editing.pages import Page, open_page

# The lists of terms are one list with other words: one database will do for them.
LISTS = [
    pytest.param(
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/",
        marks=[pytest.mark.once] if model in VOCABULARIES.values() else [],
        id=model._meta.model_name,
    )
    for model in admin.site._registry
    if model._meta.managed
]
VALUES = [
    "",
    "%00",
    "100000000000000000000",
    "%D9%A1%D9%A2",
    "-1",
    "99",
    "abc",
    "%FF%FE",
    "(a%2B)%2B%24",
    "%27%22",
    "x" * 3000,
]
NAMES = ["p", "o", "q", "all", "e", "_popup", "_to_field", "_changelist_filters", "_facets", "_source_model", "state"]
LOOKUPS = [
    "title__regex=(a%2B)%2B%24",
    "slug__iregex=(a%2B)%2B%24",
    "who__password__startswith=a",
    "owner__password__startswith=a",
    "password__startswith=a",
    "pk__in=1,2,3",
    "id__exact=100000000000000000000",
    "state__exact=draft",
    "state=draft&state=published",
    "state=Draft",
    "theme__in=a",
    "theme__isnull=",
    "country=hr",
    "country=HR%00",
    "year=%D9%A2%D9%A0%D9%A2%D9%A1",
    "entries__text__contains=secret",
    "token__gt=0",
    "saved_at__year=99999999",
    "saved_at__gte=yesterday",
    "o=1.2.3.99",
    "o=1.1",
    "o=-1.1",
    "o=1..2",
    "o=--1",
    "o=%EF%BC%91",
    "p=0",
    "p=1&p=2",
    "p=%2B1",
    "p=1_0",
    "p=1e9",
    "p=999999",
    "q=%00",
    "q=%ED%A0%80",
    "q=a&q=b",
    "q=" + "%F0%9F%A6%84" * 201,
    "q=%",
    "%FF=1",
    "=",
    "=1",
    "&&&",
    ";",
    "[]=1",
    "a[b]=1",
    "__class__=1",
    "..=1",
    "&".join(f"a{n}=1" for n in range(1200)),
    "&".join("q=a" for _ in range(50)),
    "_to_field=password",
    "_to_field=__class__",
    "_popup=2",
    "_source_model=no.such",
]
HOSTILE = [f"{name}={value}" for name in NAMES for value in VALUES] + LOOKUPS
UNLISTED = LOOKUPS[:12]
WHOLE = {"/admin/initiatives/initiative/", "/admin/initiatives/entry/", "entry/add/"}
LONG = os.environ.get("LONG") == "1"


def hostile(page: str) -> list[str]:
    """The hostile questions for a page: each page is asked each third one, on either database another third; those
    with filters or presets of their own are asked all, as all are in the long form."""
    first = len(page) + (connection.vendor == "postgresql")
    return HOSTILE if LONG or page in WHOLE else sorted({*HOSTILE[first % 3 :: 3], *UNLISTED})


@pytest.mark.parametrize("address", LISTS)
def test_hostile_questions_never_break_a_list(superuser, address):
    answers = {question: superuser.get(f"{address}?{question}").status_code for question in hostile(address)}
    assert len(answers) > 160 / 3
    assert {question: status for question, status in answers.items() if status not in {200, 302, 400, 403}} == {}
    unlisted = [question for question in UNLISTED if answers[question] != 400]
    assert unlisted == []


def test_hostile_questions_never_break_the_autocomplete(superuser):
    fields = "app_label=initiatives&model_name=participation&field_name=actor"
    questions = [
        *HOSTILE,
        *(f"{fields}&term={value}" for value in VALUES),
        *(f"{fields}&page={value}" for value in VALUES),
        *(f"app_label={value}&model_name={value}&field_name={value}&term=a" for value in VALUES),
        "app_label=admin&model_name=logentry&field_name=user&term=a",
        "app_label=auth&model_name=user&field_name=password&term=a",
        f"{fields}&term=a&term=b",
    ]
    answers = {question: superuser.get(f"/admin/autocomplete/?{question}").status_code for question in questions}
    assert {question: status for question, status in answers.items() if status not in {200, 400, 403}} == {}


@pytest.mark.parametrize(
    "page", ["initiative/add/", "entry/add/", "initiative/{pk}/change/", "initiative/{pk}/history/"]
)
def test_hostile_questions_never_break_a_form(superuser, page):
    address = "/admin/initiatives/" + page.format(pk=Initiative.objects.first().pk)
    questions = [
        *hostile(page),
        *(f"initiative={value}" for value in VALUES),
        *(f"edition={value}" for value in VALUES),
    ]
    answers = {question: superuser.get(f"{address}?{question}").status_code for question in questions}
    assert {question: status for question, status in answers.items() if status not in {200, 302, 400, 403}} == {}


def test_hostile_keys_find_nothing(superuser):
    keys = ["100000000000000000000", "%00", "abc", "_5F", "%D9%A1", "1%2F..%2F2", "x" * 500, "-1"]
    for key in keys:
        for page in ("change", "delete", "history", "publish"):
            status = superuser.get(f"/admin/initiatives/initiative/{key}/{page}/").status_code
            assert status in {302, 400, 403, 404}, (key, page, status)


def test_a_refusal_names_the_parameter_and_what_the_page_knows(editor):
    response = editor.get("/admin/initiatives/initiative/?title__regex=(a%2B)%2B%24")
    page = Page(response)
    assert response.status_code == 400
    assert "The parameter title__regex is not known here" in page.words
    assert "The page knows: all, country, form, level, o, p, q, scope, state, theme." in page.words


def listed(client, question):
    return [row.title for row in client.get(f"/admin/initiatives/initiative/?{question}").context["cl"].result_list]


def test_a_list_is_searched_filtered_and_ordered(editor):
    everything = listed(editor, "")
    assert len(everything) == 22
    assert listed(editor, "o=-0") == everything[::-1]
    assert listed(editor, "q=new+neighbours") == [
        "New Neighbours - Inclusion of persons under international protection in Croatian society"
    ]
    assert listed(editor, "q=N%C3%89W+NEIGHB%C3%98URS") == listed(editor, "q=new+neighbours")
    assert listed(editor, "q=%21%3F") == []
    assert listed(editor, "q=no+such+thing") == []
    assert len(listed(editor, "country=HR")) == 5
    assert listed(editor, "country=HR&theme=host-community-intercultural&q=neighbours") == listed(
        editor, "q=new+neighbours"
    )
    assert listed(editor, "state=draft") == []


def test_the_autocomplete_finds_actors_by_alias_and_without_accents(editor):
    address = "/admin/autocomplete/?app_label=initiatives&model_name=participation&field_name=actor&term="
    found = editor.get(address + "RELIGIOUS%20communities").json()["results"]
    assert [row["text"] for row in found] == ["Religious communities (Croatia)"]


def test_what_an_address_presets_stands_in_the_form(editor):
    pk = Initiative.objects.get(slug="hr-new-neighbours").pk
    page = open_page(editor, f"/admin/initiatives/entry/add/?initiative={pk}&edition=ar2021")
    assert (page.fields["initiative"], page.fields["edition"]) == (str(pk), "ar2021")
