"""The models: what the database itself refuses, dates, keys, and the habits every model keeps."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from countries.aggregates import Aggregate
from countries.folding import FoldedField, fold
from countries.models import Country, Membership
from initiatives.models import (
    Actor,
    Batch,
    Changeset,
    Citation,
    EntryDate,
    Figure,
    Footnote,
    Head,
    Inference,
    Initiative,
    Report,
    ReportDay,
    ReportSender,
    Source,
    Version,
    Year,
)
from initiatives.models.fields import SLUG, validate_edtf
from tests.factories import make_actor, make_entry, make_initiative, make_source


def version(**more) -> Version:
    now = timezone.now()
    values = {"kind": "year", "slug": "1999", "number": 1, "record": "{}", "digest": "0" * 64}
    values |= {"from_changeset_id": 1, "published_at": now, "changed_at": now}
    return Version(**values | more)


def changeset(number: int) -> Changeset:
    label = f"2027-01-01.{number}"
    return Changeset.objects.create(number=number, label=label, token="t", time=timezone.now(), why="x")


BROKEN = {
    "country_code_has_two_letters": lambda: Country.objects.create(code="X", name="X"),
    "country_greece_is_gr": lambda: Country.objects.create(code="EL", name="Hellas"),
    "membership_once_a_day": lambda: [
        Membership.objects.create(country_id="SE", group_id="V4", joined="2027-01-01") for _ in "12"
    ],
    "membership_ends_after_it_began": lambda: Membership.objects.create(
        country_id="SE", group_id="V4", joined="2027-01-01", left="2027-01-01"
    ),
    "initiative_state_known": lambda: Initiative.objects.create(
        slug="x", title="X", summary="x", scope_id="national", state="open"
    ),
    "alternative_title_once": lambda: [make_one().alternative_titles.create(title="B") for _ in "12"],
    "theme_once_an_initiative": lambda: make_one().theme_links.create(theme_id="funding-instruments", position=2),
    "actor_once_a_role": lambda: [make_one().participations.create(actor=an_actor(), role_id="lead") for _ in "12"],
    "relation_once": lambda: [
        make_one().relations.create(type_id="continues", target=Initiative.objects.get(slug="hr-include")) for _ in "12"
    ],
    "relation_to_another": lambda: make_one().relations.create(type_id="continues", target=make_one()),
    "entry_once_an_edition": lambda: [make_entry(make_one()) for _ in "12"],
    "entry_state_known": lambda: make_entry(make_one(), state="open"),
    "footnote_once_an_entry": lambda: repeat_footnote(make_entry(make_one())),
    "footnote_once_an_edition": lambda: [Footnote.objects.create(edition_id="ar2021", mark="9") for _ in "12"],
    "footnote_state_fits_its_citation": lambda: Footnote.objects.create(edition_id="ar2021", mark="9", state="cited"),
    "date_once_an_entry": lambda: [make_date(entry) for entry in [make_entry(make_one())] for _ in "12"],
    "date_kind_known": lambda: EntryDate.objects.create(entry=make_entry(make_one()), edtf="2020", what="x", kind="y"),
    "figure_qualifier_known": lambda: Figure.objects.create(
        entry=make_entry(make_one()), qualifier="roughly", value=1, unit="x", what="y"
    ),
    "inference_once_an_entry": lambda: [
        Inference.objects.create(entry=entry, field="title", note="x")
        for entry in [make_entry(make_one())]
        for _ in "12"
    ],
    "inference_field_known": lambda: Inference.objects.create(entry=make_entry(make_one()), field="colour", note="x"),
    "year_from_1900_to_2100": lambda: Year.objects.create(year=1899),
    "alias_once_an_actor": lambda: [an_actor().aliases.create(name="B") for _ in "12"],
    "identifier_names_one_actor": lambda: [an_actor().identifiers.create(scheme="ror", value="1") for _ in "12"],
    "report_state_known": lambda: a_report(state="lost", handled_at=timezone.now()),
    "report_part_known": lambda: a_report(part="nowhere"),
    "report_edition_of_an_entry": lambda: a_report(part="title", edition="ar2022"),
    "report_names_the_version_seen": lambda: a_report(slug="hr-include"),
    "report_keeps_no_address_once_handled": lambda: a_report(
        state="handled", handled_at=timezone.now(), email="reader@example.org"
    ),
    "report_sender_once_an_hour": lambda: [a_sender() for _ in "12"],
    "batch_kind_known": lambda: a_batch(kind="letter"),
    "batch_state_known": lambda: a_batch(state="lost"),
    "batch_applied_at_a_time": lambda: a_batch(state="applied"),
    "proposal_decision_known": lambda: a_batch().proposals.create(position=1, decision="perhaps"),
    "proposal_merged_into_another": lambda: a_batch().proposals.create(position=1, decision="merged"),
    "written_in_one_order": lambda: [
        batch.written.create(position=1, model="initiatives.actor", key=key, after={})
        for batch in [a_batch()]
        for key in "12"
    ],
    "unconfirmed_once_a_field": lambda: [
        entry.unconfirmed.create(field="text", origin=origin)
        for entry in [make_entry(make_one())]
        for origin in ("carried", "read")
    ],
    "unconfirmed_origin_known": lambda: make_entry(make_one()).unconfirmed.create(field="text", origin="heard"),
    "step_once_an_entry": lambda: [
        entry.steps.create(kind="handed-in", at=timezone.now()) for entry in [make_entry(make_one())] for _ in "12"
    ],
    "step_kind_known": lambda: make_entry(make_one()).steps.create(kind="lost", at=timezone.now()),
    "citation_once": lambda: [a_citation(pid) for pid in ("1" * 17, "2" * 17)],
    "ledger_has_one_head": lambda: Head.objects.create(pk=2),
    "changeset_from_one": lambda: changeset(0),
    "version_number_once": lambda: [version(to_changeset=changeset(n)).save() for n in (9001, 9002)],
    "version_one_at_a_time": lambda: [version(number=n).save() for n in (1, 2)],
    "version_ends_after_it_began": lambda: version(to_changeset_id=1).save(),
}


def a_report(**more) -> Report:
    return Report.objects.create(text="Something is wrong.", received=timezone.now(), **more)


def a_batch(**more) -> Batch:
    return Batch.objects.create(**{"kind": "section", "name": "x.txt", "staged_at": timezone.now()} | more)


def a_sender() -> ReportSender:
    day, _ = ReportDay.objects.get_or_create(day="2027-01-01")
    return ReportSender.objects.create(day=day, hour=12, digest="0" * 64)


def a_citation(pid: str) -> Citation:
    schemas = dict.fromkeys(("question_schema", "record_schema", "search_schema"), 1)
    return Citation.objects.create(pid=pid, initiatives=0, stored_at=timezone.now(), **schemas)


def make_one() -> Initiative:
    return Initiative.objects.filter(slug="alpha").first() or make_initiative()


def an_actor():
    return Actor.objects.filter(slug="red-cross").first() or make_actor()


def repeat_footnote(entry) -> None:
    entry.footnote_links.create(footnote=entry.footnote_links.get().footnote, position=2)


def make_date(entry) -> EntryDate:
    return EntryDate.objects.create(entry=entry, edtf="2020", what="x")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_database_refuses_what_breaks(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()
    # SQLite names the columns of a broken unique constraint, PostgreSQL the constraint.
    assert name in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_every_constraint_has_a_test_that_breaks_it():
    own = [model for label in ("countries", "initiatives") for model in apps.get_app_config(label).get_models()]
    assert {constraint.name for model in own for constraint in model._meta.constraints} == set(BROKEN)


@pytest.mark.parametrize("value", ["2020", "2020-10", "2020-10-05", "2021/2022", "2018~", "2020-10/2021-03", "2020/.."])
def test_partial_dates_are_edtf(value):
    validate_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "20",
        "/..",
        "2020-13",
        "2020-02-30",
        "2022/2021",
        "October 2020",
        "2020 ",
        "٢٠٢٠",
        "",
        "2020\n",
        "x" * 41,
        "2020-10-05T10:00",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(value):
    with pytest.raises(ValidationError, match="is not a date in EDTF: write 2020, 2020-10"):
        validate_edtf(value)


@given(st.text(max_size=60) | st.text("0123456789-/.~?uXx[]{},%YyEe ", max_size=24))
def test_no_text_breaks_the_reading_of_dates(value):
    try:
        validate_edtf(value)
    except ValidationError:
        return
    assert value.isascii()


@pytest.mark.parametrize("slug", ["Hr-include", "hr include", "hr.include", "hr--x", "-hr", "hr-", "hr_x", "é", "x\n"])
def test_slugs_hold_nothing_that_an_address_would_read_otherwise(slug):
    with pytest.raises(ValidationError):
        SLUG(slug)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zürich", "zurich"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("Αθήνα", "αθηνα"),
        ("Sdružení pro integraci", "sdruzeni pro integraci"),
        ("Ærø, Đakovo & Þór", "aero dakovo thor"),
        ("  a—b\u00a0c ", "a b c"),
        ("Cyrillic: Йод", "cyrillic иод"),
        ("", ""),
    ],
)
def test_folded_text_has_no_case_accents_or_punctuation(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.usefixtures("catalogue")
def test_keys_follow_their_text_on_every_save():
    source = make_source(title="Über")
    assert Source.objects.get(pk=source.pk).title_key == "uber"
    source.title = "Łódź"
    source.save()
    assert Source.objects.get(pk=source.pk).title_key == "lodz"


@pytest.mark.usefixtures("catalogue")
def test_keys_of_rows_made_together_are_kept_too():
    Country.objects.bulk_create([Country(code="QQ", name="Österreich II")])
    assert Country.objects.get(code="QQ").name_key == "osterreich ii"


def test_every_model_an_editor_saves_as_a_whole_carries_a_token():
    aggregates = {model.__name__ for model in apps.get_models() if issubclass(model, Aggregate)}
    assert aggregates == {
        *("Actor", "ActorKind", "Batch", "Country", "CountryGroup", "Edition", "Entry", "Evidence", "Footnote", "Form"),
        *(
            "Initiative",
            "Level",
            "Proposal",
            "RelationType",
            "Report",
            "Role",
            "Scope",
            "Source",
            "Status",
            "TargetGroup",
            "Theme",
            "Year",
        ),
    }


def test_folded_fields_name_a_field_of_their_row():
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FoldedField)]
    assert [field.name for field in fields if field.of not in {f.name for f in field.model._meta.fields}] == []


def test_migrations_say_what_they_do():
    names = [
        path.stem
        for app in ("countries", "initiatives")
        for path in Path(settings.BASE_DIR, app, "migrations").glob("0*")
    ]
    assert [name for name in names if "auto" in name] == []
