"""What the reader proposes is in the vocabularies of the catalogue."""

import tomllib
from pathlib import Path

import pytest

from initiatives.importer.narrative import actors, audiences, bodies, nouns, shaping, themes, verbs
from tests.importer.test_sections import OWN, reading_of

FIXTURE = Path(__file__).parents[2] / "fixtures" / "vocabularies.toml"
TERMS = {name: set(terms) for name, terms in tomllib.loads(FIXTURE.read_text()).items()}
TABLES = {
    "target_group": {slug for slug, _ in audiences.GROUPS},
    "actor_kind": {*bodies.KNOWN, *bodies.LEVELS_OF_KINDS, *(kind for kind, _ in bodies.KINDS)},
    "level": {*bodies.LEVEL_WORDS, *bodies.LEVELS_OF_KINDS.values()},
    "role": {*actors.LEADING, *(role for role, _ in actors.BEFORE)},
    "status": {status for status, _ in verbs.STATUSES},
    "form": {*nouns.FORMS, *nouns.WEAK, *themes.FORM_THEMES, *(form for _, form in shaping.VERB_FORMS)},
    "theme": {*themes.THEMES, *(theme for theme, _ in themes.FORM_THEMES.values())},
}


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_reader_hold_only_terms_of_the_vocabulary(name):
    assert TABLES[name] - TERMS[name] == set()


@pytest.mark.once
def test_the_drafts_of_all_sections_hold_only_terms_of_the_vocabularies():
    made = [draft for gold in OWN for draft in reading_of(gold.name).drafts]
    used = {
        "target_group": {slug for draft in made for slug in draft.target_groups},
        "actor_kind": {actor.kind for draft in made for actor in draft.actors},
        "role": {actor.role for draft in made for actor in draft.actors},
        "level": {slug for draft in made for slug in draft.levels},
        "theme": {slug for draft in made for slug in draft.themes},
        "form": {draft.form for draft in made} - {""},
        "status": {draft.status for draft in made},
        "scope": {draft.scope for draft in made},
        "relation": {relation.type for draft in made for relation in draft.relations},
    }
    assert {name: slugs - TERMS[name] for name, slugs in used.items()} == dict.fromkeys(used, set())
