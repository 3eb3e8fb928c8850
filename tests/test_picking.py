"""Picked by hand: a list of these and no others, in the order picked, and what pages offer to make one."""

import re
from html import unescape

import pytest

from initiatives import index
from initiatives.models import Changeset, Initiative
from initiatives.panel import Panel
from initiatives.publishing import rename, withdraw
from initiatives.selection import MovedError, RefusedError, ask
from tests.factories import make_initiative, make_published
from tests.test_formats import get, table
from tests.test_selection import answer, slugs

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

THREE = ["nl-guidance-eritrean-beneficiaries", "hr-include", "fr-integration-territories"]
PICK = "&".join(f"pick={slug}" for slug in THREE)
BASKET = PICK.replace("pick", "basket")


def links(page: str, name: str) -> dict[str, str]:
    """The addresses of a page's links whose ids begin so, by the rest of the id."""
    found = re.findall(rf'<a id="{name}-([a-z0-9-]+)"[^>]* href="([^"]+)"', page)
    return {slug: unescape(address) for slug, address in found}


def page(reader, query: str) -> str:
    return get(reader, f"/initiatives/?{query}")


# ── the question ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_what_was_picked_in_the_order_picked():
    assert slugs(PICK) == THREE
    assert slugs("&".join(reversed(PICK.split("&")))) == THREE[::-1]
    assert slugs(f"{PICK}&sort=title") == sorted(
        THREE, key=lambda slug: answer("sort=title").snapshot.document(slug).title_key
    )
    assert slugs(f"{PICK}&country=HR&country=FR") == ["hr-include", "fr-integration-territories"]
    assert slugs(f"q=integration&{PICK}&sort=relevance") != []


def test_every_format_gives_exactly_what_was_picked(reader):
    assert [row["id"] for row in table(get(reader, f"/initiatives.csv?{PICK}"))] == THREE
    assert (
        re.findall(r"^Record: <.*/initiatives/(.*)/\?", get(reader, f"/initiatives.md?{PICK}"), re.MULTILINE) == THREE
    )
    found = answer(PICK)
    assert (found.total, found.count, found.hash) == (3, 3, answer(f"{PICK}&sort=oldest").hash)
    assert f"{PICK}&as_of={found.as_of}" in found.pinned_url


def test_counts_beside_values_are_those_of_the_picked_list():
    panel = Panel(answer(PICK))
    counts = {value.value: value.count for value in panel.facets["country"].values if value.count}
    assert counts == {"FR": 1, "HR": 1, "NL": 1}
    assert panel.words == "Picked by hand: 3 initiatives"
    assert [chip.address for chip in panel.chips] == ["/initiatives/"]
    assert Panel(answer(f"{PICK}&country=DK")).ways_out[0][1] == 3


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("pick=hr-include&pick=hr-include", "pick=hr-include"),
        ("pick=HR-Include", "pick=hr-include"),
        ("pick=hr-include&country=HR", "country=HR&pick=hr-include"),
        (
            "q=x&pick=hr-include&sort=newest&basket=hr-include&view=list",
            "q=x&pick=hr-include&sort=newest&basket=hr-include",
        ),
    ],
)
def test_another_spelling_of_a_picked_list_is_redirected(query, canonical):
    with pytest.raises(MovedError) as moved:
        ask(query)
    assert (moved.value.query, moved.value.status) == (canonical, 301)


def test_what_no_initiative_has_or_had_is_refused_and_a_draft_is_not_known():
    make_initiative("a-draft")
    for slug in ("absent", "a-draft"):
        for name in ("pick", "basket"):
            with pytest.raises(RefusedError) as refused:
                ask(f"{name}=hr-include&{name}={slug}")
            assert refused.value.problems == [
                {"parameter": name, "value": slug, "message": f"“{slug}” is no initiative of the catalogue."}
            ]


def test_more_than_a_hundred_are_refused():
    with pytest.raises(RefusedError, match="more than 100 values"):
        ask("&".join(f"pick={slug}" for slug in ["hr-include"] * 101))


def test_a_former_slug_is_redirected_to_the_one_of_today_but_not_in_the_past():
    then = Changeset.objects.order_by("-number").first().label
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="hr-included", why="x")
    with pytest.raises(MovedError) as moved:
        ask("pick=hr-include")
    assert moved.value.query == "pick=hr-included"
    assert slugs("pick=hr-included") == ["hr-included"]
    assert ask(f"pick=hr-include&as_of={then}").total == 1


def test_what_was_withdrawn_keeps_its_place_in_the_picked_lists_of_its_time():
    make_published()
    then = answer(f"pick=alpha&{PICK}&as_of={Changeset.objects.order_by('-number').first().label}")
    withdraw(initiative=Initiative.objects.get(slug="alpha"), reason="x")
    again = answer(then.query())
    assert (again.total, again.hash) == (then.total, then.hash) == (4, then.hash)
    assert slugs(f"pick=alpha&{PICK}") == THREE
    assert index.current().document("alpha") is None


# ── the basket and the links of the rows ─────────────────────────────────────────────────────────────────────


def test_a_basket_changes_neither_answer_nor_citation_nor_what_can_be_downloaded(reader):
    with_basket, without = answer(f"country=HR&{BASKET}"), answer("country=HR")
    assert (with_basket.ids, with_basket.hash, with_basket.pinned_url) == (
        without.ids,
        without.hash,
        without.pinned_url,
    )
    assert with_basket.export_query() == "country=HR"
    html = page(reader, f"country=HR&{BASKET}")
    assert [link for link in re.findall(r'href="(/initiatives\.[^"]*)"', html) if "basket" in link] == []
    assert '<link rel="canonical" href="https://catalogue.test/initiatives/?country=HR">' in html
    assert '<meta name="robots" content="noindex, nofollow">' in html


@pytest.mark.parametrize("view", ["", "&view=table"])
def test_each_row_can_be_put_aside_and_taken_back_and_the_rest_of_the_address_stays(reader, view):
    html = page(reader, f"country=HR{view}")
    put = links(html, "put")
    assert list(put) == slugs("country=HR") and 'class="basket"' not in html
    assert put["hr-include"] == f"/initiatives/?country=HR{view}&basket=hr-include"
    html = page(reader, put["hr-include"].partition("?")[2])
    assert links(html, "put")["hr-include"] == f"/initiatives/?country=HR{view}"
    assert links(html, "put")["hr-new-neighbours"].endswith("basket=hr-include&basket=hr-new-neighbours")
    assert "<strong>1 picked</strong>" in html
    assert links(html, "open") == {"basket": "/initiatives/?pick=hr-include"}
    assert links(html, "empty") == {"basket": f"/initiatives/?country=HR{view}"}


def test_every_link_that_changes_a_basket_is_not_to_be_followed_by_crawlers(reader):
    for query in (BASKET, f"country=HR&view=table&{BASKET}", PICK):
        anchors = re.findall(r"<a [^>]*>", page(reader, query).partition('<section class="results"')[2])
        acts = [a for a in anchors if re.search(r'id="(put|up|down|out|open|empty|pick)-', a)]
        assert acts and [a for a in acts if 'rel="nofollow"' not in a] == []


def test_the_basket_goes_along_through_pages_facets_and_forms(reader):
    html = page(reader, f"sort=title&{BASKET}")
    assert all(f'<input type="hidden" name="basket" value="{slug}">' in html for slug in THREE)
    assert f"as_of={answer('').as_of}" in links(page(reader, f"{BASKET}&as_of={answer('').as_of}"), "open")["basket"]


def test_a_list_in_a_frame_offers_no_basket(reader):
    html = page(reader, "embed=1")
    assert (links(html, "put"), 'id="briefing"' in html) == ({}, False)


def test_of_a_picked_list_each_row_can_be_moved_and_taken_out(reader):
    html = page(reader, PICK)
    first, second, third = THREE
    moved = {name: links(html, name) for name in ("up", "down", "out", "put")}
    assert {name: list(found) for name, found in moved.items()} == {
        "up": [second, third],
        "down": [first, second],
        "out": THREE,
        "put": [],
    }
    assert slugs(moved["up"][third].partition("?")[2]) == [first, third, second]
    assert slugs(moved["down"][first].partition("?")[2]) == [second, first, third]
    assert slugs(moved["out"][second].partition("?")[2]) == [first, third]
    assert links(page(reader, f"{PICK}&sort=title"), "up") == {}


def test_a_row_moves_past_the_next_one_that_is_shown(reader):
    html = page(reader, f"country=NL&country=FR&{PICK}")
    moved = links(html, "up")["fr-integration-territories"].partition("?")[2]
    assert slugs(moved) == ["fr-integration-territories", "nl-guidance-eritrean-beneficiaries"]


def test_a_picked_list_names_what_was_picked_and_is_not_in_it(reader):
    html = page(reader, f"country=HR&{PICK}")
    assert re.findall(r"<li>([a-z-]+) <a href", html) == [THREE[0], THREE[2]]
    assert links(html, "pick") == {"more": f"/initiatives/?{BASKET}"}


def test_the_form_of_a_briefing_asks_the_question_of_the_list(reader):
    html = page(reader, f"country=HR&view=table&{BASKET}")
    form = html.partition('id="briefing-form"')[2].partition("</form>")[0]
    assert re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form) == [("country", "HR")]
    assert re.findall(r'formaction="([^"]*)"', form) == ["/initiatives.docx", "/initiatives.pdf", "/initiatives.md"]
    assert re.findall(r'<option value="([^"]*)" selected>', form) == ["country"]
    sent = "country=HR&heading=&note=&group=country&summary=1"
    assert reader.get(f"/initiatives.md?{sent}")["Location"] == "/initiatives.md?country=HR&summary=1"
