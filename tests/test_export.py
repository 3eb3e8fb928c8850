"""manage.py export: the same bytes as the address of the list, a whole file or none, and one line for what is wrong."""

import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from initiatives.formats import FORMATS
from initiatives.management.commands import export
from tests.test_formats import body

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.once]


def exported(folder: Path, query: str, extension: str, **more) -> bytes:
    path = folder / f"list.{extension}"
    call_command("export", query, extension=extension, output=str(path), **more)
    return path.read_bytes()


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("query", ["", "country=HR&year=2021", "country=SE"])
def test_the_file_has_the_bytes_that_the_address_gives(reader, tmp_path, extension, query):
    response = reader.get(f"/initiatives.{extension}?{query}" if query else f"/initiatives.{extension}")
    assert exported(tmp_path, query, extension) == body(response)


def test_rows_and_moments_are_asked_for_as_in_an_address(reader, tmp_path):
    label = reader.get("/initiatives.json").json()["as_of"]
    query = f"country=HR&rows=footnotes&as_of={label}"
    assert exported(tmp_path, query, "csv") == body(reader.get(f"/initiatives.csv?{query}"))


@pytest.mark.parametrize(
    "query", ["year=2021&country=HR", "?country=hr&year=2021", "/initiatives/?year=2021&country=HR"]
)
def test_another_spelling_of_a_question_is_followed_and_said(reader, tmp_path, capsys, query):
    assert exported(tmp_path, query, "csv") == body(reader.get("/initiatives.csv?country=HR&year=2021"))
    assert capsys.readouterr().err == "The question in its canonical form: country=HR&year=2021\n"


def test_letters_of_any_alphabet_can_be_asked_for(reader, tmp_path):
    assert exported(tmp_path, "q=réfugiés", "ris") == body(reader.get("/initiatives.ris?q=r%C3%A9fugi%C3%A9s"))


@pytest.mark.parametrize(
    ("query", "extension", "output", "message"),
    [
        ("color=red", "csv", "x.csv", "color=red: There is no such parameter."),
        ("page=2", "csv", "x.csv", "page=2: An export is the whole list: it has no pages and no views."),
        ("as_of=2999-01-01", "csv", "x.csv", "as_of=2999-01-01: That day is still to come."),
        ("", "exe", "x.exe", f"“exe” is not a format: use one of {', '.join(FORMATS)}."),
        ("", "csv", "no/x.csv", "“{}/no/x.csv” cannot be written: No such file or directory."),
        ("", "csv", "", "“{}” cannot be written: Is a directory."),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_line_and_leaves_no_file(tmp_path, query, extension, output, message):
    target = str(tmp_path / output) if output else str(tmp_path)
    with pytest.raises(CommandError) as refused:
        call_command("export", query, extension=extension, output=target)
    assert (str(refused.value), refused.value.returncode) == (message.format(tmp_path), 2)
    assert list(tmp_path.rglob("*")) == []


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("before")
    path.chmod(0o640)
    with pytest.raises(CommandError):
        call_command("export", "color=red", extension="csv", output=str(path))
    assert path.read_text() == "before"
    assert exported(tmp_path, "country=HR", "csv").startswith(b"\xef\xbb\xbfid,")
    assert (stat.S_IMODE(path.stat().st_mode), list(tmp_path.iterdir())) == (0o640, [path])


def test_who_waits_is_told_how_far_it_is(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(export, "EVERY", -1)
    exported(tmp_path, "country=HR", "zip")
    assert capsys.readouterr().err.splitlines() == [f"{number} of 5 initiatives …" for number in range(1, 6)]


def test_the_standard_output_takes_the_file_and_nothing_else(reader, capsysbinary):
    call_command("export", "year=2021&country=HR", extension="xlsx", output="-")
    written = capsysbinary.readouterr()
    assert written.out == body(reader.get("/initiatives.xlsx?country=HR&year=2021"))
    assert written.err == b"The question in its canonical form: country=HR&year=2021\n"
