"""The documentation tells what the code does: its tables are compared with the code, its links are followed."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import resolve

from config import env
from countries.aggregates import Aggregate
from initiatives import index
from initiatives.api.parameters import SLUGS
from initiatives.columns import COLUMNS
from initiatives.filters import InitiativeFilter
from initiatives.formats import FORMATS
from initiatives.formats.tables import TABLES
from initiatives.models import Changeset, Initiative, Version
from initiatives.models.subject import Term
from initiatives.public import ENVELOPE, records
from initiatives.publishing import withdraw
from initiatives.selection import ask
from initiatives.urls import urlpatterns
from tests.citing import cite

pytestmark = pytest.mark.once

TOP = Path(settings.BASE_DIR)
DOCS = TOP / "docs"
PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MODELS = [model for app in ("countries", "initiatives") for model in apps.get_app_config(app).get_models()]
SUFFIXES = {".py", ".html", ".css", ".js", ".toml", ".md"}
# The format to ask for where there is no JSON.
WRITTEN = {"sources": "bib", "cite": "bib"}
FOLDERS = ("config", "countries", "initiatives", "templates", "static", "fixtures", "tests", "docs")


# ── reading the documentation ────────────────────────────────────────────────────────────────────────────────


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    [text] = re.findall(rf"^{re.escape(heading)}$(.*?)(?=^#|\Z)", (DOCS / page).read_text(), re.MULTILINE | re.DOTALL)
    return text


def table(text: str) -> list[list[str]]:
    """The rows of the tables in a text, a list of cells each, without their heads."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    heads = {n for n, row in enumerate(rows) if n + 1 < len(rows) and set(rows[n + 1][0]) == {"-"}}
    return [row for n, row in enumerate(rows) if n not in heads and set(row[0]) != {"-"}]


def named(page: str, heading: str) -> list[str]:
    """The names in the first cells of the table under a heading."""
    return [name for row in table(section(page, heading)) for name in CODE.findall(row[0])]


def anchors(path: Path) -> set[str]:
    """The addresses of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ── architecture.md ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_storeys_are_those_of_the_contract():
    contract = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    documented = [CODE.findall(row[0]) for row in table(section("architecture.md", "## Storeys"))]
    assert documented == [layer.split(" | ") for layer in contract["layers"]]


# ── data-model.md ────────────────────────────────────────────────────────────────────────────────────────────


def own_fields(model) -> set[str]:
    bases = [base for base in (Aggregate, Term) if issubclass(model, base) and model is not base]
    inherited = {field.name for base in bases for field in base._meta.fields}
    return {field.name for field in [*model._meta.fields, *model._meta.many_to_many]} - inherited - {"id"}


def test_the_models_have_the_documented_fields():
    models = re.split(r"^## ", (DOCS / "data-model.md").read_text(), flags=re.MULTILINE)[1]
    documented = {}
    for heading in re.findall(r"^### (.+)$", models, re.MULTILINE):
        fields = set(named("data-model.md", f"### {heading}"))
        documented |= dict.fromkeys(heading.split(", "), fields)
    assert documented == {model.__name__: own_fields(model) for model in [*MODELS, Aggregate, Term]}


def test_the_invariants_are_the_constraints_of_the_database():
    constraints = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    assert set(named("data-model.md", "## Invariants")) == constraints


def keys(value, above: str = "") -> set[str]:
    """The keys of a record and of what it holds: ``entries.text``."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item, above)}
    if not isinstance(value, dict):
        return set()
    return {above + key for key in value}.union(*(keys(item, f"{above}{key}.") for key, item in value.items()))


def test_the_records_have_the_documented_keys(catalogue):
    withdraw(initiative=Initiative.objects.get(slug="hr-include"), reason="A test.")
    found = {}
    for kind, text in Version.objects.values_list("kind", "record"):
        found.setdefault(kind, set()).update(keys(json.loads(text)))
    documented = {
        heading.split()[-1]: set(named("data-model.md", f"### {heading}"))
        for heading in re.findall(r"^### (Record of .+)$", (DOCS / "data-model.md").read_text(), re.MULTILINE)
    }
    assert documented == found


def test_the_envelope_has_the_documented_keys(catalogue):
    assert named("data-model.md", "### The envelope") == list(ENVELOPE)
    snapshot = index.current()
    stored = {version.slug: json.loads(version.record) for version in Version.objects.filter(kind="initiative")}
    added = [set(record) - set(stored[record["id"]]) for record in records(snapshot, snapshot.documents)]
    assert added == [set(ENVELOPE)] * 22


def test_a_third_party_checks_hash_and_digests_as_documented(catalogue):
    snippets = re.findall(r"```python\n(.*?)```", (DOCS / "data-model.md").read_text(), re.DOTALL)
    told = {}
    exec("\n".join(snippets), told)
    selection = ask("country=HR&country=NL")
    rows = list(selection.records())
    assert told["list_hash"]({"initiatives": rows}) == selection.hash
    assert [told["record_digest"](row) for row in rows] == [row["digest"] for row in rows]


def test_a_third_party_makes_the_identifier_of_a_list_as_documented(catalogue):
    snippets = re.findall(r"```python\n(.*?)```", (DOCS / "data-model.md").read_text(), re.DOTALL)
    told = {}
    exec("\n".join(snippets), told)
    citation = cite("q=cities&country=HR&country=GR&sort=title")
    assert told["query_hash"](citation.query) == citation.query_hash
    assert told["list_identifier"](citation.query_hash, citation.result_hash) == citation.pid


# ── public-interface.md ──────────────────────────────────────────────────────────────────────────────────────


def test_the_parameters_are_those_of_the_filters_in_their_order():
    assert named("public-interface.md", "## Parameters") == list(InitiativeFilter.base_filters)


def test_the_values_of_parameters_with_few_values_are_documented():
    rows = table(section("public-interface.md", "## Parameters"))
    documented = {CODE.findall(row[0])[0]: CODE.findall(row[1]) for row in rows}
    declared = {name: [*one.extra.get("choices", ())] for name, one in InitiativeFilter.base_filters.items()}
    assert documented == declared


def test_the_columns_are_those_of_the_exports():
    documented, so_far = {}, []
    for rows in COLUMNS:
        so_far = [*so_far, *named("public-interface.md", f"### rows={rows}")]
        documented[rows] = so_far
    assert documented == {rows: [column.name for column in columns] for rows, columns in COLUMNS.items()}


def test_the_tables_of_the_data_package_have_the_documented_columns():
    told = {column for columns in COLUMNS.values() for column in columns}
    own = {f"{one.name}.csv": [column.name for column in one.columns if column not in told] for one in TABLES}
    rows = table(section("public-interface.md", "### The data package"))
    assert {CODE.findall(row[0])[0]: CODE.findall(row[1]) for row in rows} == own


def test_the_formats_are_those_that_are_served():
    rows = table(section("public-interface.md", "## Formats"))
    documented = {CODE.findall(row[0])[0]: CODE.findall(row[1])[0] for row in rows}
    assert documented == {extension: one.content_type for extension, one in FORMATS.items()}


def test_the_addresses_are_those_that_answer(catalogue, reader):
    answered, patterns = {}, set()
    label, pid = Changeset.objects.get(number=1).label, cite("country=HR").pid
    for address in named("public-interface.md", "## Addresses"):
        section = re.split(r"[/.]", address.removeprefix("/api"))[1]
        real = re.sub(r"<(slug|code|year)>", SLUGS.get(section, ""), address)
        real = real.replace("<format>", WRITTEN.get(section, "json")).replace("<label>", label).replace("<pid>", pid)
        answered[address] = reader.get(real).status_code
        patterns.add(resolve(real).url_name)
    assert answered == dict.fromkeys(answered, 200)
    assert patterns == {pattern.name for pattern in urlpatterns}


# ── operations.md ────────────────────────────────────────────────────────────────────────────────────────────


def as_written(default) -> list[str]:
    """A default as the table has it in code; one that is worked out is told in words."""
    if default is None:
        return []
    if isinstance(default, bool):
        return [str(default).lower()]
    return [",".join(default) if isinstance(default, list) else str(default)]


def test_the_variables_are_those_of_the_environment():
    documented = {
        CODE.findall(row[0])[0]: CODE.findall(row[2]) for row in table(section("operations.md", "## Environment"))
    }
    variables = {env.PREFIX + name: as_written(variable.default) for name, variable in env.VARIABLES.items()}
    assert documented == variables


def test_the_commands_are_those_of_the_project():
    files = (TOP / "initiatives" / "management" / "commands").glob("[a-z]*.py")
    assert set(named("operations.md", "## Commands")) == {path.stem for path in files}


# ── every page ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_relative_link_leads_somewhere():
    broken = []
    for page in PAGES:
        for link in LINK.findall(page.read_text()):
            place, _, anchor = link.partition("#")
            path = (page.parent / place).resolve() if place else page
            if "://" not in link and not (path.exists() and (not anchor or anchor in anchors(path))):
                broken.append(f"{page.relative_to(TOP)}: {link}")
    assert broken == []


def test_every_target_of_make_that_is_named_exists():
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(), re.MULTILINE))
    named_in = {
        target for page in PAGES for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(), re.MULTILINE)
    }
    assert named_in - targets == set()


def test_every_file_that_is_named_exists():
    pattern = r"`((?:config|countries|initiatives|fixtures|tests|templates)/[\w/.-]*|[\w-]+\.(?:toml|lock))`"
    paths = {path for page in PAGES for path in re.findall(pattern, page.read_text())}
    assert {path for path in paths if not (TOP / path).exists()} == set()


def test_the_project_speaks_of_itself_only():
    files = [path for folder in FOLDERS for path in (TOP / folder).rglob("*") if path.suffix in SUFFIXES]
    everywhere = re.compile(r"shared/|/work/|workplace")
    found = [path for path in [*files, *PAGES] if path != Path(__file__) and everywhere.search(path.read_text())]
    found += [path for path in PAGES if re.search("session", path.read_text(), re.IGNORECASE)]
    assert found == []
