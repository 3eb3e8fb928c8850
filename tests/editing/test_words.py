"""The editors' modules: every word an editor sees can be translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from initiatives.editing.labels import LABELS
from initiatives.models import Actor
from initiatives.record import BUILDERS, Record, build

pytestmark = pytest.mark.once

TOP = Path(settings.BASE_DIR)
PLACES = ("countries/admin*.py", "countries/locking.py", "countries/comparison.py")
PLACES += ("initiatives/admin/*.py", "initiatives/editing/*.py")
MODULES = sorted(path for place in PLACES for path in TOP.glob(place))
TRANSLATIONS = {"_", "gettext", "gettext_lazy", "ngettext"}
# What a person is shown, even where it is a single word.
SHOWN = {"label", "help_text", "title", "description", "verbose_name", "verbose_name_plural", "search_help_text"}
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS = re.compile(rf"{WORD.pattern}\W*\s\W*{WORD.pattern}")


def untranslated(source: str) -> list[str]:
    """The texts of two or more words in a module, and those of one word under a name that is shown."""
    tree = ast.parse(source)
    shown = [text for value in shown_values(tree) for text in texts(value) if WORD.search(text)]
    return list(dict.fromkeys([*(text for text in texts(tree) if WORDS.search(text)), *shown]))


def texts(node: ast.AST) -> Iterator[str]:
    """The texts below a node, docstrings and what is translated left out; of an f-string what stands in it."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATIONS:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
    for child in ast.iter_child_nodes(node):
        if not is_docstring(child) and not is_part(child, node):
            yield from texts(child)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_part(node: ast.AST, whole: ast.AST) -> bool:
    """Whether a node is a piece of text in an f-string."""
    return isinstance(whole, ast.JoinedStr) and isinstance(node, ast.Constant)


def shown_values(tree: ast.AST) -> Iterator[ast.expr]:
    """What is passed or assigned under a name that is shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in SHOWN:
            yield node.value
        if isinstance(node, ast.Assign) and SHOWN & set(re.findall(r"\w+", ast.unparse(node.targets[0]))):
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOP)))
def test_every_word_an_editor_sees_can_be_translated(path):
    assert untranslated(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Two words."""\nthing = some(_("two words"))', []),
        ('message_user(request, "Not saved.")', ["Not saved."]),
        ('message_user(request, _("The mark %(mark)s is twice.") % {"mark": mark})', []),
        ('add_error("mark", f"The mark {mark} is twice.")', ["The mark … is twice."]),
        ('fieldsets = [("Where it is", {"fields": ["url"]})]', ["Where it is"]),
        ('why = CharField(label="Reason", max_length=300)', ["Reason"]),
        ('verbose_name, verbose_name_plural = "actor", _("actors")', ["actor"]),
    ],
)
def test_words_outside_a_translation_are_found(source, found):
    assert untranslated(source) == found


def keys(value: Record | list | str) -> set[str]:
    """The names of the fields of a record and of the rows in it."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_field_that_a_preview_shows_has_a_label(catalogue):
    Actor.objects.first().identifiers.create(scheme="wikidata", value="Q1")
    records = [build(thing) for model in BUILDERS for thing in model._base_manager.all()]
    assert sorted(keys(records) - {"schema"}) == sorted(LABELS)
