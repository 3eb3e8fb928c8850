"""The accessibility statement: what the last test run on record says, and never more."""

import json
import re

import pytest

pytestmark = pytest.mark.once

RUN = {
    "date": "2026-11-20",
    "axe": "4.14.1",
    "chromium": "156.0",
    "pages": 40,
    "conditions": 8,
    "checks": 12000,
    "violations": 0,
}
ABSENT = (
    "Not assessed. No test run is on record for this version of the site. It therefore claims no level of compliance."
)


@pytest.fixture
def run(settings, tmp_path, catalogue):
    """The file in which the browser tests write what they found."""
    settings.ACCESSIBILITY_RUN = tmp_path / "accessibility.json"
    return settings.ACCESSIBILITY_RUN


def statement(reader) -> dict[str, str]:
    """The sections of the statement by their headings, without marks."""
    body = reader.get("/accessibility/").content.decode().partition('<main id="content"')[2].partition("</main>")[0]
    parts = re.split(r"<h2>(.*?)</h2>", body)[1:]
    texts = [" ".join(re.sub(r"<[^>]+>", "", part).split()) for part in parts]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_the_statement_has_the_sections_of_the_commissions_model(run, reader):
    assert list(statement(reader)) == [
        "Compliance status",
        "Non-accessible content",
        "Preparation of this statement",
        "Feedback and contact",
        "Enforcement procedure",
    ]


def test_without_a_test_run_nothing_is_claimed(run, reader):
    said = statement(reader)
    assert said["Compliance status"] == ABSENT
    assert said["Preparation of this statement"] == (
        "No test run is on record, so this statement has no date. With a test run, its date and method stand here."
    )


def test_a_run_without_failures_is_dated_and_does_not_claim_full_compliance(run, reader):
    run.write_text(json.dumps(RUN | {"more": "than is asked for"}))
    said = statement(reader)
    assert said["Compliance status"] == (
        "No failure is known. The last test run found none. Automatic tests cannot check every requirement, so this "
        "statement does not claim full compliance with WCAG 2.2, levels A and AA."
    )
    assert said["Preparation of this statement"] == (
        "This statement was prepared on 20 November 2026, the day of the last test run on record. It rests on our own "
        "assessment by automatic tests: axe 4.14.1 in Chromium 156.0. Pages: 40. Conditions under which each was "
        "looked at: 8. Checks in all: 12000. Failed: 0."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "In the last test run 1 check failed, among 40 pages. It is a fault of ours, to be mended."),
        (3, "In the last test run 3 checks failed, among 40 pages. They are faults of ours, to be mended."),
    ],
)
def test_a_run_with_failures_makes_the_site_partially_compliant(run, reader, number, said):
    run.write_text(json.dumps(RUN | {"violations": number}))
    sections = statement(reader)
    assert sections["Compliance status"] == (
        "Partially compliant. This site complies in part with WCAG 2.2, levels A and AA, because of what is listed "
        "below."
    )
    assert sections["Non-accessible content"].startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "\x00",
        "[" * 100_000,
        *(json.dumps({name: value for name, value in RUN.items() if name != absent}) for absent in RUN),
        *(
            json.dumps(RUN | wrong)
            for wrong in (
                {"date": "yesterday"},
                {"date": "2999-01-01"},
                {"date": 20261122},
                {"violations": -1},
                {"violations": False},
                {"violations": "0"},
                {"pages": 0},
                {"checks": 0},
                {"conditions": 0.5},
                {"axe": None},
            )
        ),
    ],
)
def test_a_file_that_makes_no_sense_is_no_test_run_and_is_logged(run, reader, caplog, text):
    run.write_text(text)
    assert statement(reader)["Compliance status"] == ABSENT
    assert [record.name for record in caplog.records] == ["initiatives.views.accessibility"]


def test_bytes_that_are_no_text_are_no_test_run(run, reader, caplog):
    run.write_bytes(b"\xff\xfe\x00{")
    assert statement(reader)["Compliance status"] == ABSENT
    assert len(caplog.records) == 1


@pytest.mark.parametrize("contact", ["", "editors@example.org"])
def test_feedback_goes_to_the_form_and_to_an_address_where_there_is_one(run, reader, settings, contact):
    settings.CONTACT = contact
    for path in ("/accessibility/", "/report/"):
        page = reader.get(path).content.decode()
        assert ('href="/report/"' in page, f"mailto:{contact}" in page if contact else "mailto:" in page) == (
            True,
            bool(contact),
        )


def test_every_page_leads_to_the_statement(catalogue, reader):
    assert [
        path for path in ("/", "/initiatives/", "/about/") if b'href="/accessibility/"' not in reader.get(path).content
    ] == []
