"""Compression: what readers get as text is sent shorter to who reads that; what editors get never is."""

import gzip
import zlib

import brotli
import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from config.compression import SHORT, compression, is_long_text, preferred
from tests.test_formats import body

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]

LIST = "/initiatives/"


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("gzip;q=0.0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_shortest_form_that_is_accepted_is_sent(accepted, expected):
    assert preferred(accepted) == expected


@pytest.mark.parametrize(("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_compressed_page_is_the_same_page_and_says_its_length(reader, coding, decode):
    plain, packed = reader.get(LIST), reader.get(LIST, HTTP_ACCEPT_ENCODING=coding)
    assert decode(packed.content) == plain.content
    assert (packed["Content-Encoding"], packed["Content-Length"]) == (coding, str(len(packed.content)))
    assert len(packed.content) * 5 < len(plain.content)
    kept = ("ETag", "Vary", "Cache-Control", "Content-Security-Policy")
    assert [packed[name] for name in kept] == [plain[name] for name in kept]


@pytest.mark.parametrize("path", [LIST, "/initiatives.csv", "/initiatives.xlsx", "/livez", "/absent/"])
def test_caches_are_told_that_answers_differ_by_what_is_accepted(reader, path):
    assert "Accept-Encoding" in reader.get(path)["Vary"].split(", ")


@pytest.mark.parametrize("path", ["/initiatives.xlsx", "/initiatives.zip", "/livez"])
def test_what_is_packed_already_or_fits_into_a_packet_stays_as_it_is(reader, path):
    plain, asked = reader.get(path), reader.get(path, HTTP_ACCEPT_ENCODING="br, gzip")
    assert ("Content-Encoding" in asked, len(body(asked)) - len(body(plain)) < SHORT) == (False, True)


def test_what_editors_get_is_never_compressed():
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    response = editor.get("/admin/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (response.status_code, "Content-Encoding" in response, "Accept-Encoding" in response["Vary"]) == (
        200,
        False,
        False,
    )
    assert len(response.content) > SHORT


def test_an_answer_that_sets_a_cookie_is_never_compressed(rf):
    def with_cookie(request):
        response = HttpResponse("x" * 2 * SHORT)
        response.set_cookie("a", "b")
        return response

    answer = compression(with_cookie)(rf.get("/", HTTP_ACCEPT_ENCODING="gzip"))
    assert (is_long_text(answer), "Content-Encoding" in answer) == (True, False)


def test_gzip_is_what_every_client_reads(reader):
    packed = reader.get(LIST, HTTP_ACCEPT_ENCODING="gzip").content
    assert zlib.decompress(packed, wbits=zlib.MAX_WBITS | 16) == reader.get(LIST).content
