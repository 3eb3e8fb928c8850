"""The log: what goes wrong on our side leaves one line, and nothing a reader sends can forge another."""

import json
import logging

import pytest
from django.test import Client, RequestFactory

from config.logs import LOGGING, OneObjectALine

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def lines():
    """The lines that the log of requests gets."""
    kept = []

    class Keeping(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    handler = Keeping()
    handler.setFormatter(OneObjectALine())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield kept
    logger.removeHandler(handler)


def test_an_error_of_ours_leaves_one_line_with_its_trace(lines, monkeypatch):
    monkeypatch.setattr("initiatives.views.pages.Head.objects", None)
    response = Client(raise_request_exception=False).get("/readyz")
    [line] = [json.loads(line) for line in lines]
    assert (response.status_code, line["level"], line["path"], line["status"]) == (500, "error", "/readyz", 500)
    assert "AttributeError" in line["trace"]


def test_what_readers_get_wrong_leaves_no_line(lines, reader):
    assert [reader.get(path).status_code for path in ("/nothing/", "/initiatives/?nope=1")] == [404, 400]
    assert lines == []


def test_line_ends_and_control_characters_stay_inside_their_object():
    request = RequestFactory().get("/a\r\nforged\x1b[2J")
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "one\nINFO two %s", ("three\r",), None)
    record.request, record.status_code = request, 500
    line = OneObjectALine().format(record)
    assert "\n" not in line and "\r" not in line and "\x1b" not in line
    assert json.loads(line)["message"] == "one\nINFO two three\r"


def test_every_logger_writes_that_form():
    assert {handler["formatter"] for handler in LOGGING["handlers"].values()} == {"line"}
