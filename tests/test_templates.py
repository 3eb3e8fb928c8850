"""The templates: every word a reader sees can be translated, and none carries script or style of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
# Of the attributes those that a reader is shown or told.
SPOKEN = re.compile(r'\s(?:title|alt|placeholder|aria-label|content)="([^"]*)"')
TAG = re.compile(r"<!?[^>]*>")
NOT_WORDS = {
    "utf-8",
    "noindex, follow",
    "noindex, nofollow",
    "noindex, ",
    "width=device-width, initial-scale=1",
    "light dark",
    "unAPI",
}


def words_left(text: str) -> list[str]:
    """The letters that remain when translations, variables and tags are taken away."""
    bare = TRANSLATED.sub("", text)
    spoken = [value for value in SPOKEN.findall(bare) if value not in NOT_WORDS]
    return [word for part in [TAG.sub(" ", bare), *spoken] for word in re.findall(r"[^\W\d_]{2,}", part)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_every_visible_word_can_be_translated(path):
    assert words_left(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_no_template_carries_script_or_style(path):
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=", path.read_text()) == []


def test_words_outside_a_translation_are_found():
    assert words_left('<p title="Shown">{% translate "fine" %} not {{ fine }}</p>') == ["not", "Shown"]
