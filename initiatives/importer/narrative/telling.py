"""A reading told: as text for people, and as JSON in the shape that programs rely on."""

from initiatives.importer.narrative.drafts import Draft, country_list
from initiatives.importer.narrative.reading import Reading
from initiatives.importer.narrative.statements import Statement


def as_json(reading: Reading, edition: str) -> dict:
    """The reading of a section of an edition; ``start`` and ``end`` are offsets into the text as it was read."""
    return {
        "edition": edition,
        "markers": reading.markers,
        "gaps": list(reading.numbering.gaps),
        "context": reading.context,
        "warnings": reading.warnings,
        "drafts": [draft_json(draft) for draft in reading.drafts],
    }


def draft_json(draft: Draft) -> dict:
    return {
        "title": draft.title,
        "countries": draft.countries,
        "scope": draft.scope,
        "levels": draft.levels,
        "themes": draft.themes,
        "form": draft.form,
        "status": draft.status,
        "actors": [{"name": one.name, "kind": one.kind, "role": one.role} for one in draft.actors],
        "footnotes": draft.footnotes,
        "statements": [statement_json(one) for one in draft.statements],
        "dates": [{"edtf": one.edtf, "what": one.what} for one in draft.dates],
        "continues": draft.continues or None,
        "confidence": draft.confidence,
        "because": {name: words for name, words in draft.because.items() if words},
    }


def statement_json(one: Statement) -> dict:
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "footnotes": list(one.footnotes),
        "flags": list(one.flags),
    }


def as_text(reading: Reading, edition: str) -> str:
    """The reading as a report for people: what was found, draft by draft, and what to look at."""
    numbers = reading.markers
    shown = f"{len(numbers)} markers ({numbers[0]} to {numbers[-1]})" if numbers else "no markers"
    lines = [f"{edition}: {shown}, {len(reading.drafts)} drafts, {len(reading.context)} context statements."]
    for n, draft in enumerate(reading.drafts, 1):
        lines += ["", *draft_lines(n, draft)]
    if reading.context:
        lines += ["", "Context", *(f"  {one_line(text)}" for text in reading.context)]
    if reading.warnings:
        lines += ["", "Please look at", *(f"  {warning}" for warning in reading.warnings)]
    return "\n".join(lines)


def draft_lines(n: int, draft: Draft) -> list[str]:
    where = country_list(draft.countries) or "no single country"
    rows = {
        "where": f"{where} ({draft.scope}): {draft.because.get('countries') or 'not said'}",
        "levels": ", ".join(draft.levels),
        "themes": ", ".join(draft.themes),
        "form, status": f"{draft.form or '?'}, {draft.status}: {draft.because.get('status', '')}",
        "actors": "; ".join(f"{one.name} ({one.role}{', inferred' if one.inferred else ''})" for one in draft.actors),
        "dates": ", ".join(f"{one.edtf} ({one.kind})" for one in draft.dates),
        "figures": ", ".join(f"{one.qualifier} {one.value} {one.unit}" for one in draft.figures),
        "for whom": ", ".join(draft.target_groups),
        "relations": "; ".join(f"{one.type} {one.name}" for one in draft.relations),
        "continues": f"{draft.continues}: {draft.because.get('continues', '')}" if draft.continues else "",
    }
    lines = [f"{n}. {draft.title}  [confidence {draft.confidence:.2f}]"]
    lines += [f"   {name + ':':14}{value}" for name, value in rows.items() if value]
    for one in draft.statements:
        marks = ", ".join([*map(str, one.footnotes), *one.flags]) or "no footnote"
        lines.append(f"   {one.start}-{one.end} [{marks}] {one_line(one.text)}")
    return lines


def one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else f"{words[:97]}…"
