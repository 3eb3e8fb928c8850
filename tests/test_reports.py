"""Reports by readers: taken in without account or cookie, within limits, and never at the cost of what was typed."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from initiatives.limits import TooManyError, forget_senders
from initiatives.models import Changeset, Initiative, Report, ReportDay, ReportSender
from initiatives.publishing import publish, rename, withdraw
from initiatives.reporting import A_DAY, AN_HOUR, receive
from initiatives.views import posting
from initiatives.views.posting import LARGEST
from tests.processes import together
from tests.security.grammar import fuzz
from tests.security.pages import read

RECORD = "/initiatives/hr-include/report/"
TEXT = "The project began in 2018, not in 2019: see its own page."
NOON = datetime(2026, 11, 22, 12, 10, tzinfo=UTC)


@pytest.fixture
def sender(catalogue) -> Client:
    """A browser that tells where its forms come from, and whose forms are checked as in earnest."""
    return Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin", "origin": site.SITE_URL})


def report(client: Client, path: str = RECORD, headers: dict | None = None, **typed: str):
    return client.post(path, {"text": TEXT} | typed, headers=headers)


def told(response) -> list[str]:
    """What the page says is wrong, in its order."""
    form = response.context["form"]
    return [
        *form.non_field_errors(),
        *(f"{name}: {error}" for name in form.fields for error in form.errors.get(name, [])),
    ]


def without_keys(model) -> list[dict]:
    unlike = {"id", "reference", "received", "saved_at"}
    return [{name: value for name, value in row.items() if name not in unlike} for row in model.objects.values()]


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_is_kept_with_the_version_that_was_seen_and_thanked_for(sender):
    response = report(sender, part="entry:ar2022", email="reader@example.org")
    [kept] = Report.objects.all()
    sent = f"{RECORD}sent/?reference={kept.reference}"
    assert (response.status_code, response["Location"]) == (303, sent)
    assert without_keys(Report) == [
        {
            "token": 1,
            "slug": "hr-include",
            "version": 1,
            "as_of": Changeset.objects.get().label,
            "part": "entry",
            "edition": "ar2022",
            "text": TEXT,
            "text_key": "the project began in 2018 not in 2019 see its own page",
            "email": "reader@example.org",
            "state": "new",
            "handled_at": None,
            "handled_by_id": None,
            "note": "",
        }
    ]
    assert kept.reference in sender.get(sent).content.decode()


def test_a_report_of_the_site_names_no_record(sender):
    response = report(sender, "/report/", part="accessibility")
    [kept] = Report.objects.all()
    assert (response["Location"], kept.slug, kept.version, kept.part) == (
        f"/report/sent/?reference={kept.reference}",
        "",
        None,
        "accessibility",
    )


def test_a_form_opened_before_a_correction_tells_the_version_that_was_on_the_screen(sender):
    opened = sender.get(RECORD).context["form"]["version"].value()
    initiative = Initiative.objects.get(slug="hr-include")
    initiative.summary = "Corrected."
    initiative.save()
    publish(initiative=initiative, why="a correction")
    for version in (str(opened), "2", "3", "0", "x", "٢", "9" * 40, ""):
        ReportSender.objects.all().delete()
        assert report(sender, version=version).status_code == 303
    versions = Report.objects.order_by("pk").values_list("version", flat=True)
    assert list(versions) == [1, 2, 2, 2, 2, 2, 2, 2]


def test_a_report_of_an_earlier_state_carries_its_moment_and_keeps_it_in_its_addresses(sender):
    first = Changeset.objects.get().label
    initiative = Initiative.objects.get(slug="hr-include")
    initiative.summary = "Corrected."
    initiative.save()
    publish(initiative=initiative, why="a correction")
    response = report(sender, f"{RECORD}?as_of={first}")
    [kept] = Report.objects.all()
    assert (kept.version, kept.as_of) == (1, first)
    assert response["Location"] == f"{RECORD}sent/?reference={kept.reference}&as_of={first}"


@fuzz
@given(text=st.text(min_size=10, max_size=4000))
def test_any_text_is_kept_or_given_back_as_it_was_typed(catalogue, text):
    ReportDay.objects.all().delete()
    before = Report.objects.count()
    response = Client().post(RECORD, {"text": text})
    expected = {400: 0, 303: 1}
    assert Report.objects.count() - before == expected[response.status_code]
    if response.status_code == 303:
        assert Report.objects.latest("pk").text == shown(text).strip()
    else:
        assert response.context["form"]["text"].value() == shown(text)


def shown(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if ord(sign) in {*range(32), 127} - {9, 10} else sign for sign in lines)


@pytest.mark.parametrize(
    "text", ["Łódź, Ελλάδα, Україна, العربية, 中文, 😀 " * 3, "<script>alert(1)</script>" * 3, "a\x00b" * 9]
)
def test_every_script_and_every_sign_comes_back_as_text_in_a_form_with_an_error(sender, text):
    response = report(sender, text=text, email="nobody")
    page = response.content.decode()
    assert (response.status_code, "<script>alert" in page, "\x00" in page) == (400, False, False)
    assert response.context["form"]["text"].value() == text.replace("\x00", "\ufffd")
    assert read(page).inline_code == []


# ── what is refused, and loses nothing ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, ["text: Write what is wrong."]),
        ({"text": " \n "}, ["text: Write what is wrong."]),
        ({"text": "Too short"}, ["text: Write a little more: at least 10 characters."]),
        ({"text": "x" * 4001}, ["text: Shorten it to 4000 characters (it has 4001), or send two reports."]),
        ({"part": "entry:ar1999"}, ["part: Choose one of the places in the list."]),
        ({"part": "accessibility"}, ["part: Choose one of the places in the list."]),
        ({"email": "reader"}, ["email: Write it like name@example.org, or leave it empty."]),
        (
            {"website": "https://shop.example"},
            ["A field that people do not see was filled in, perhaps by a program. Send the report once more."],
        ),
    ],
)
def test_a_form_that_is_not_as_it_should_be_comes_back_as_typed_and_says_what_to_do(sender, typed, said):
    response = report(sender, **typed)
    assert (response.status_code, told(response), Report.objects.count()) == (400, said, 0)
    assert response.context["form"]["text"].value() == typed.get("text", TEXT)
    assert (response["Cache-Control"], response.cookies) == ("no-store", {})


def test_an_error_stands_beside_its_field_and_in_a_summary_that_leads_to_it(sender):
    page = read(report(sender, text="", email="reader").content.decode())
    fields = {
        e.attributes["name"]: e.attributes for e in page.elements if e.attributes.get("name") in {"text", "email"}
    }
    assert {name: (f["aria-invalid"], f["aria-describedby"]) for name, f in fields.items()} == {
        "text": ("true", "id_text_helptext id_text_error"),
        "email": ("true", "id_email_helptext id_email_error"),
    }
    assert [link for link in page.links if link.startswith("#id_")] == ["#id_text", "#id_email"]
    assert sorted({*page.references} - {*page.ids}) == []
    [summary] = [element for element in page.elements if element.attributes.get("role") == "alert"]
    assert summary.attributes.keys() >= {"tabindex", "autofocus"}


def test_the_field_for_programs_is_empty_again_when_the_form_comes_back(sender):
    page = read(report(sender, website="x").content.decode())
    [trap] = [element for element in page.elements if element.attributes.get("name") == "website"]
    assert (trap.attributes.get("value"), trap.attributes["tabindex"]) == (None, "-1")


def test_more_than_a_report_can_need_is_not_read_at_all(sender):
    response = report(sender, text="x" * LARGEST)
    assert (response.status_code, Report.objects.count()) == (413, 0)
    response = sender.post(RECORD, b"", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH="9" * 30)
    assert response.status_code == 413


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded; charset=latin-1"],
)
def test_what_is_no_form_is_refused(catalogue, kind):
    response = Client(raise_request_exception=False).post(RECORD, b"\x00text=" + TEXT.encode(), content_type=kind)
    assert (response.status_code, Report.objects.count()) == (400, 0)


@fuzz
@given(
    body=st.binary(max_size=300) | st.builds(lambda text: b"text=" + text, st.binary(min_size=10, max_size=300)),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]),
)
def test_no_body_breaks_the_form(catalogue, body, kind):
    ReportDay.objects.all().delete()
    response = Client(raise_request_exception=False).post(RECORD, body, content_type=kind)
    assert response.status_code in {303, 400}


# ── where it comes from ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "https://catalogue.test"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": ""}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "https://catalogue.test"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "https://elsewhere.test"}, 403),
        ({"origin": "https://elsewhere.test"}, 403),
        ({"origin": "https://catalogue.test.elsewhere.test"}, 403),
        ({"origin": "https://testserver"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
    ],
)
@pytest.mark.parametrize("path", [RECORD, "/report/"])
def test_a_form_sent_from_another_site_is_given_back_and_not_kept(catalogue, path, headers, status):
    response = report(Client(enforce_csrf_checks=True), path, headers=headers)
    assert (response.status_code, Report.objects.count()) == (status, int(status == 303))
    if status == 403:
        assert response.context["form"]["text"].value() == TEXT
        assert told(response) == [
            "This was sent from a page of another site, so it was not kept. "
            "If it is you who wrote it, send it once more from here."
        ]


def test_no_cookie_is_set_by_any_answer_to_a_form(sender, settings):
    answers = [
        report(sender),
        report(sender, text=""),
        report(sender, headers={"origin": "null"}),
        report(sender, "/report/"),
    ]
    assert [(a.status_code, dict(a.cookies), a["Vary"], a["Cache-Control"]) for a in answers] == [
        (status, {}, "Accept, Accept-Encoding", "no-store") for status in (303, 400, 403, 303)
    ]


# ── records that are not there ───────────────────────────────────────────────────────────────────────────────


def test_a_report_is_answered_as_the_record_itself_is(sender):
    Initiative.objects.create(slug="a-draft", title="A draft", scope_id="national", summary="Draft.")
    withdraw(initiative=Initiative.objects.get(slug="ch-swiss-integration-agenda"), reason="a doubt")
    rename(initiative=Initiative.objects.get(slug="hr-new-neighbours"), slug="new-neighbours", why="shorter")
    asked = ("a-draft", "absent", "ch-swiss-integration-agenda", "hr-new-neighbours")
    stems = [f"/initiatives/{slug}/" for slug in asked]
    records = [sender.get(stem).status_code for stem in stems]
    assert records == [404, 404, 410, 301]
    assert [sender.get(f"{stem}report/").status_code for stem in stems] == records
    assert [sender.get(f"{stem}report/sent/").status_code for stem in stems] == records
    assert [report(sender, f"{stem}report/").status_code for stem in stems] == [404, 404, 410, 308]
    assert Report.objects.count() == 0


def test_a_form_sent_to_an_old_address_is_sent_on_with_what_was_typed(sender):
    rename(initiative=Initiative.objects.get(slug="hr-include"), slug="include", why="shorter")
    response = report(sender)
    assert (response.status_code, response["Location"]) == (308, "/initiatives/include/report/")
    today = Changeset.objects.latest("number").time.date().isoformat()
    response = report(sender, f"/report/?as_of={today}")
    assert (response.status_code, response["Location"].startswith(f"/report/?as_of={today}.")) == (307, True)


@pytest.mark.parametrize(
    "query", ["reference=0", "reference=k7qm-2xrd", "reference=K7QM-2XRA", "page=1", "reference=a&reference=b"]
)
def test_the_page_of_thanks_knows_its_own_references_only(catalogue, reader, query):
    assert reader.get(f"/report/sent/?{query}").status_code == 400


def test_the_page_of_thanks_does_not_tell_whether_there_is_such_a_report(sender):
    kept = report(sender)["Location"]
    other = kept[:-9] + "K7QM-2XRD"
    texts = [sender.get(path).content.decode().replace(path[-9:], "…") for path in (kept, other)]
    assert texts[0] == texts[1]


def test_every_record_leads_to_its_form_and_keeps_the_moment(catalogue, reader):
    label = Changeset.objects.get().label
    assert RECORD in read(reader.get("/initiatives/hr-include/").content.decode()).links
    earlier = read(reader.get(f"/initiatives/hr-include/?as_of={label}").content.decode())
    assert f"{RECORD}?as_of={label}" in earlier.links


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────


def a_report(**more) -> Report:
    return Report(text=TEXT, **more)


def taken(sender: str, now: datetime = NOON) -> bool:
    try:
        receive(a_report(), sender, now)
    except TooManyError:
        return False
    return True


def test_one_place_sends_five_reports_in_an_hour_and_more_in_the_next(db):
    assert [taken("192.0.2.1") for _ in range(AN_HOUR + 2)] == [True] * AN_HOUR + [False] * 2
    assert taken("192.0.2.2")
    assert [taken("192.0.2.1", NOON + timedelta(minutes=49)), taken("192.0.2.1", NOON + timedelta(minutes=50))] == [
        False,
        True,
    ]
    assert Report.objects.count() == AN_HOUR + 2


def test_all_together_send_two_hundred_in_a_day(db):
    assert all(taken(f"192.0.2.{n}") for n in range(A_DAY))
    assert [taken("198.51.100.1"), taken("198.51.100.1", NOON + timedelta(days=1))] == [False, True]
    with pytest.raises(TooManyError) as many:
        receive(a_report(), "198.51.100.1", NOON)
    assert (many.value.until, many.value.everywhere) == (datetime(2026, 11, 23, tzinfo=UTC), True)


def test_a_refused_report_gives_the_text_back_and_says_when_to_send_it_again(sender, settings):
    settings.CONTACT = "editors@example.org"
    assert [report(sender).status_code for _ in range(AN_HOUR)] == [303] * AN_HOUR
    response = report(sender, email="reader@example.org")
    wait = int(response["Retry-After"])
    [said] = told(response)
    assert (response.status_code, 0 < wait <= 3600, Report.objects.count()) == (429, True, AN_HOUR)
    assert said.startswith(
        "The editors take in 5 reports an hour from one connection. "
        "Yours was not kept. Your text is still here: send it again in "
    )
    assert said.endswith("Or write to editors@example.org.")
    form = response.context["form"]
    assert (form["text"].value(), form["email"].value()) == (TEXT, "reader@example.org")


def test_what_is_refused_for_its_form_counts_for_nothing(sender):
    assert {report(sender, text="").status_code for _ in range(2 * AN_HOUR)} == {400}
    assert report(sender).status_code == 303


def test_a_database_that_does_not_answer_costs_a_reader_nothing(sender, monkeypatch, caplog):
    def broken(*_):
        raise IntegrityError("broken on purpose")

    monkeypatch.setattr("initiatives.views.report.receive", broken)
    response = report(sender)
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert response.context["form"]["text"].value() == TEXT
    assert [record.message for record in caplog.records if record.name == "initiatives.views.report"] == [
        "A reader's report could not be kept."
    ]


def test_no_address_is_kept_and_the_same_place_is_another_one_on_another_day(db):
    for day in (0, 1):
        taken("192.0.2.77", NOON + timedelta(days=day))
    digests = list(ReportSender.objects.values_list("digest", flat=True))
    assert len({*digests}) == 2
    assert "192.0.2.77" not in str([list(model.objects.values()) for model in (Report, ReportDay, ReportSender)])


def test_salts_and_counts_go_two_days_later(db):
    taken("192.0.2.1")
    taken("192.0.2.1", NOON + timedelta(days=1))
    assert ReportDay.objects.count() == 2
    taken("192.0.2.1", NOON + timedelta(days=2))
    assert list(ReportDay.objects.values_list("day", flat=True)) == [date(2026, 11, 23), date(2026, 11, 24)]
    forget_senders(NOON + timedelta(days=9))
    assert (ReportDay.objects.count(), ReportSender.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("proxies", "asked", "passed", "place"),
    [
        (0, "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (1, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "127.0.0.1", "forged, 203.0.113.9", "203.0.113.9"),
        (2, "127.0.0.1", "forged, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "127.0.0.1", "203.0.113.9", "127.0.0.1"),
        (1, "", "no address", ""),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "fe80::1%eth0", "", "fe80::/64"),
        (0, "", "", ""),
    ],
)
def test_the_place_is_what_the_own_proxies_say(rf, settings, proxies, asked, passed, place):
    settings.PROXIES = proxies
    assert posting.sender(rf.post("/report/", headers={"x-forwarded-for": passed}, REMOTE_ADDR=asked)) == place


def sending() -> str:
    """Sends four reports, of which some may be too many."""
    for _ in range(4):
        with suppress(TooManyError):
            receive(Report(text="Something is wrong here."), "192.0.2.1", NOON)
    return "sent"


@pytest.mark.django_db(transaction=True)
def test_readers_at_the_same_moment_do_not_share_the_last_place(empty_ledger):
    assert together([sending] * 3) == ["sent"] * 3
    [day] = ReportDay.objects.all()
    [place] = ReportSender.objects.all()
    assert (Report.objects.count(), day.reports, place.reports) == (AN_HOUR,) * 3


# ── what the database holds to, and what is forgotten ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "values",
    [
        {"version": 1},
        {"state": "handled"},
        {"handled_at": NOON},
    ],
)
def test_the_database_refuses_a_report_that_cannot_be(db, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_report(received=NOON, **values).save()


def test_old_reports_that_were_dealt_with_are_forgotten_and_new_ones_never(db, capsys):
    now = datetime.now(UTC)
    for days in (400, 300, 1):
        a_report(received=now - timedelta(days=500), state="handled", handled_at=now - timedelta(days=days)).save()
    a_report(received=now - timedelta(days=500)).save()
    call_command("forget_reports")
    assert (capsys.readouterr().out, Report.objects.count()) == ("Reports deleted: 1.\n", 3)
    call_command("forget_reports", days="0")
    assert [report.state for report in Report.objects.all()] == ["new"]
    reference = Report.objects.get().reference
    call_command("forget_reports", reference=reference)
    assert Report.objects.count() == 0
    with pytest.raises(CommandError) as refused:
        call_command("forget_reports", reference=reference)
    assert (str(refused.value), refused.value.returncode) == (f"There is no report “{reference}”.", 2)


@pytest.mark.parametrize("days", ["x", "", "-1", "36501", "٣"])
def test_a_number_of_days_that_is_none_is_refused(db, days):
    with pytest.raises(CommandError) as refused:
        call_command("forget_reports", days=days)
    said = f"“{days}” is no number of days: give one from 0 to 36500."
    assert (str(refused.value), refused.value.returncode) == (said, 2)


def test_a_report_reads_and_writes_little(sender):
    report(sender)
    with CaptureQueriesContext(connection) as captured:
        assert report(sender).status_code == 303
    assert len([row for row in captured if "SAVEPOINT" not in row["sql"]]) == 9
