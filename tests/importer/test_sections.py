"""Whole sections in many voices: how well they are read, measured against what people say they contain.

The sections in ``tests/importer/sections/`` are made up. Where the published ones are at hand, they are measured too.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from initiatives.importer.narrative.drafts import Draft
from initiatives.importer.narrative.measuring import Gold, GoldError, Measured, golds, measure, table
from initiatives.importer.narrative.reading import Reading, read
from initiatives.models import Entry
from tests.test_fixtures import LONGEST_RUN, SECTIONS, words

FOLDER = Path(__file__).parent / "sections"
OWN = golds(FOLDER)
# The least precision and recall over all sections of our own. The real figures stand in docs/reading-reports.md.
LEAST = {
    "markers": 1.0, "gaps": 1.0, "links": 0.98, "entries": 0.94, "countries": 0.94, "scope": 0.94, "levels": 0.88,
    "themes": 0.72, "form": 0.81, "status": 0.82, "primary theme": 0.73, "lead actors": 0.85,
}  # fmt: skip


@cache
def reading_of(gold_name: str) -> Reading:
    """A section of our own as it is read, once for all tests."""
    return next(read(gold.text, year=gold.year) for gold in OWN if gold.name == gold_name)


@pytest.mark.once
@pytest.mark.parametrize("gold", OWN, ids=lambda gold: gold.name)
def test_the_markers_and_gaps_are_read_in_every_section(gold: Gold):
    reading = reading_of(gold.name)
    assert (reading.markers, reading.numbering.gaps) == (list(gold.markers), gold.gaps)


@pytest.mark.once
def test_the_fields_are_read_well_over_all_sections():
    total = Measured()
    for gold in OWN:
        total.add(measure(gold))
    poor = {
        row: (one.precision, one.recall)
        for row, one in total.tallies.items()
        if min(one.precision, one.recall) < LEAST[row]
    }
    assert poor == {}, "\n".join([table(total), *total.faults])


@pytest.mark.once
def test_there_are_sections_in_enough_voices_each_with_its_gold():
    assert len(OWN) >= 15
    assert {path.stem for path in FOLDER.glob("*.txt")} == {gold.name for gold in OWN}


@pytest.mark.once
@pytest.mark.parametrize("gold", OWN, ids=lambda gold: gold.name)
def test_another_rendering_of_a_section_gives_the_same_drafts(gold: Gold):
    """Lines that end as on Windows, and empty lines that hold a space that is none."""
    text = gold.text.replace("\n\n", "\n\u00a0\n").replace("\n", "\r\n")
    one, other = reading_of(gold.name), read(text, year=gold.year)
    assert [(draft.title, draft.countries, draft.footnotes) for draft in other.drafts] == [
        (draft.title, draft.countries, draft.footnotes) for draft in one.drafts
    ]


@pytest.mark.once
def test_gold_that_is_broken_is_named(tmp_path):
    (tmp_path / "one.json").write_text("{")
    with pytest.raises(GoldError, match=r"one\.json"):
        golds(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(GoldError, match="no JSON file"):
        golds(tmp_path / "empty")


# ── the published sections ───────────────────────────────────────────────────────────────────────────────────

published = pytest.mark.skipif(not SECTIONS, reason="REPORT_SECTIONS does not say where the report sections are")


def sections() -> dict[str, str]:
    """The published sections by the slug of their edition: asylum-report-2021.txt is of ar2021."""
    paths = sorted(Path(SECTIONS).glob("*.txt"))
    return {f"ar{re.search(r'20[0-9]{2}', path.stem)[0]}": path.read_text() for path in paths}


def draft_of(entry: Entry, drafts: list[Draft]) -> Draft | None:
    """The draft with the footnotes of an entry; else the one of its country that has none."""
    marks = {link.footnote.mark for link in entry.footnote_links.select_related("footnote")}
    codes = {country.code for country in entry.initiative.countries.all()}
    if marks:
        return next((draft for draft in drafts if marks & set(map(str, draft.footnotes))), None)
    return next((draft for draft in drafts if not draft.footnotes and codes & set(draft.countries)), None)


@published
def test_every_marker_of_the_published_sections_is_found_and_the_lost_one_is_missed():
    readings = {edition: read(text) for edition, text in sections().items()}
    assert {edition: (len(one.markers), one.numbering.gaps) for edition, one in readings.items()} == {
        "ar2021": (8, (1091,)),
        "ar2022": (16, ()),
    }


@published
def test_the_published_sections_give_the_entries_of_the_catalogue(catalogue):
    texts = sections()
    drafts = {edition: read(text).drafts for edition, text in texts.items()}
    entries = list(Entry.objects.filter(edition__in=texts).select_related("initiative"))
    pairs = [(entry, draft_of(entry, drafts[entry.edition_id])) for entry in entries]
    found = [(entry, draft) for entry, draft in pairs if draft is not None]
    assert (len(entries), len(found), sum(map(len, drafts.values()))) == (23, 23, 23)
    countries = [sorted(country.code for country in entry.initiative.countries.all()) for entry, _ in found]
    assert countries == [draft.countries for _, draft in found]
    alike = {
        "status": sum(entry.status_id == draft.status for entry, draft in found),
        "form": sum(entry.initiative.form_id == draft.form for entry, draft in found),
        "scope": sum(entry.initiative.scope_id == draft.scope for entry, draft in found),
    }
    assert {name: count >= 0.8 * len(found) for name, count in alike.items()} == dict.fromkeys(alike, True), alike


@published
@pytest.mark.once
def test_the_sections_of_our_own_are_in_our_own_words():
    reports = words(" ".join(sections().values()))
    runs = {tuple(reports[n : n + LONGEST_RUN]) for n in range(len(reports) - LONGEST_RUN)}
    own = [words(path.read_text()) for path in sorted(FOLDER.iterdir())]
    assert [run for text in own for n in range(len(text)) if (run := tuple(text[n : n + LONGEST_RUN])) in runs] == []
