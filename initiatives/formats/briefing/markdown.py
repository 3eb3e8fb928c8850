"""A briefing in Markdown, with footnotes as [^1]: written as it is told, whatever its length."""

import re
from collections.abc import Iterable, Iterator

from initiatives.formats.briefing.characters import printable
from initiatives.formats.briefing.document import Briefing, Part, Tombstone
from initiatives.formats.briefing.notes import Note, Span
from initiatives.formats.briefing.summary import Summary, Table, summary
from initiatives.formats.briefing.telling import Run, Telling, Told
from initiatives.formats.briefing.wording import cite, empty, more, named, pointed, words
from initiatives.selection import Selection

MEANING = re.compile(r"[\\`*_\[\]<>#|~^$&@]")
# What begins a list, a rule or a definition where it begins a line.
AT_START = re.compile(r"^(?:[-+=:]|\d+[.)])")


def plain(text: str) -> str:
    """Text as Markdown shows it: nothing in it is markup, and it is one line."""
    line = " ".join(printable(text).split())
    escaped = MEANING.sub(lambda found: f"\\{found[0]}", line)
    return AT_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", escaped)


def markdown(selection: Selection) -> Iterator[bytes]:
    if selection.first("summary"):
        return encoded(on_one_page(summary(selection)))
    return encoded(blocks(Briefing(selection)))


def markdown_one(selection: Selection) -> Iterator[bytes]:
    return encoded(blocks(Briefing(selection, one=True)))


def encoded(found: Iterable[str]) -> Iterator[bytes]:
    """Blocks with an empty line after each."""
    for block in found:
        yield f"{block}\n\n".encode()


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────


def blocks(briefing: Briefing) -> Iterator[str]:
    said = words()
    yield from front(briefing)
    if briefing.contents and not briefing.one:
        yield f"## {said['contents']}"
        yield "\n".join(f"{'  ' if line.deep else ''}- {plain(line.title)}" for line in briefing.contents)
    if not briefing.selection.total:
        yield plain(empty(briefing))
    for part in briefing.parts():
        yield from of_part(part, one=briefing.one)
    yield from back(briefing)


def front(briefing: Briefing) -> Iterator[str]:
    yield f"# {plain(briefing.heading)}"
    if not briefing.one:
        yield f"**{plain(briefing.question)}**"
    yield f"{plain(briefing.catalogue)}. {plain(briefing.count)}. {plain(briefing.state)}."
    if briefing.note:
        yield f"> **{words()['note']}**"
        yield "\n>\n".join(f"> {plain(line)}" for line in briefing.note)
    yield f"{plain(briefing.licence)}. {plain(briefing.independence)}"


def of_part(part: Part, *, one: bool) -> Iterator[str]:
    if part.title and not one:
        yield f"## {plain(part.title)}"
    depth = "###" if part.title or one else "##"
    for item in part.items:
        if isinstance(item, Telling):
            yield from of_telling(item, depth, one=one)
        elif isinstance(item, Tombstone):
            yield f"{depth} {item.number}\\. {plain(item.anchor)}"
            yield plain(item.words)
        else:
            yield f"→ {plain(pointed(item))}"


def of_telling(telling: Telling, depth: str, *, one: bool) -> Iterator[str]:
    if not one:
        yield f"{depth} {telling.number}\\. {plain(telling.title)}"
    for subtitle in telling.subtitles:
        yield f"*{plain(subtitle)}*"
    if telling.summary:
        yield plain(telling.summary)
    yield "\n".join(f"- **{plain(name)}:** {plain(text)}" for name, text in telling.facts)
    for told in telling.entries:
        yield from of_entry(told, f"{depth}#")
    for remark in telling.remarks:
        yield f"*{plain(remark)}*"
    yield f"{words()['record']} <{telling.address}>"


def of_entry(told: Told, depth: str) -> Iterator[str]:
    yield f"{depth} {plain(told.title)}"
    yield f"*{plain(told.origin)}*"
    for runs in told.paragraphs:
        yield "".join(of_run(run) for run in runs).strip()
    if told.unplaced:
        yield f"{words()['unplaced']}{''.join(f'[^{note.number}]' for note in told.unplaced)}"
    if told.remarks:
        yield "\n".join(f"- **{plain(name)}:** {plain(text)}" for name, text in told.remarks)
    for note in called(told):
        yield f"[^{note.number}]: {' '.join(of_span(span) for span in note.spans)}"


def called(told: Told) -> Iterator[Note]:
    yield from (run.note for runs in told.paragraphs for run in runs if run.note)
    yield from told.unplaced


def of_run(run: Run) -> str:
    if run.note:
        return f"[^{run.note.number}]"
    before = " " if run.text[:1].isspace() else ""
    after = " " if run.text[-1:].isspace() else ""
    return f"{before}{plain(run.text)}{after}" if run.text.strip() else " "


def of_span(span: Span) -> str:
    return f"<{span.url}>" if span.url and not re.search(r"[\s<>]", span.url) else plain(span.text)


def back(briefing: Briefing) -> Iterator[str]:
    if briefing.sources:
        yield f"## {words()['sources']}"
        yield "\n".join(
            f"- {' '.join(of_span(span) for span in source.spans)} {named(source)}" for source in briefing.sources
        )
    yield f"## {words()['making']}"
    yield from (plain(text) for text in briefing.making)
    yield "\n".join(f"- {plain(words)}" for words in briefing.states)
    yield plain(cite(briefing))


# ── on one page ──────────────────────────────────────────────────────────────────────────────────────────────


def on_one_page(page: Summary) -> Iterator[str]:
    yield from front(page.briefing)
    if missing := empty(page.briefing):
        yield plain(missing)
    for table in page.tables:
        yield of_table(table)
    if page.titles:
        yield "\n".join(f"{n}. {plain(row.title)} ({plain(row.place)})" for n, row in enumerate(page.titles, 1))
    yield plain(page.rest)


def of_table(table: Table) -> str:
    rows = [f"| {plain(name)} | {count} |" for name, count in table.rows]
    if table.more:
        rows.append(f"| {plain(more(table))} | |")
    return "\n".join([f"| {plain(table.title)} | {words()['number']} |", "|---|--:|", *rows])
