"""Hidden records: whatever editors have written and the public must not see, a canary in every text of it.

No public text holds the word, so a public answer with it in has leaked.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils import timezone

from countries.folding import FoldedField
from countries.models import Country, CountryGroup
from initiatives.models import (
    VOCABULARIES,
    Actor,
    ActorAlias,
    ActorIdentifier,
    AlternativeTitle,
    Batch,
    BatchKind,
    Changeset,
    Edition,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Footnote,
    Head,
    Inference,
    Initiative,
    InitiativeTheme,
    Participation,
    Proposal,
    Relation,
    Report,
    Source,
    Unconfirmed,
    Version,
    Written,
    Year,
)
from initiatives.models.fields import EdtfField

WORD = "canary"
SHORT = 10  # fields below this length hold codes, not words


def free_texts(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields of a model that an editor writes words into; not keys, codes, dates or choices."""
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField) and not field.is_relation
        coded = field.choices or field.primary_key or isinstance(field, EdtfField | FoldedField)
        if text and not coded and field.editable and (field.max_length or 1000) > SHORT:
            yield field


def canary(field: models.Field, number: int | str) -> str:
    """A text for the field, other than that of every other field and row."""
    text = f"{WORD}-{number}-{field.model._meta.model_name}-{field.name}".replace("_", "-")
    if isinstance(field, models.URLField):
        return f"https://{text}.example/"
    return (text if field.unique or field.name in {"slug", "mark"} else text.replace("-", " "))[: field.max_length]


def spoil(row: models.Model) -> models.Model:
    """Writes canaries over every text of a row but its slug: a pending edit of everything in it."""
    for field in free_texts(type(row)):
        if field.name not in {"slug", "mark"}:
            setattr(row, field.name, canary(field, f"edit-of-{row.pk}"))
    row.save()
    return row


def hidden(model: type[models.Model], number: int = 1, **given) -> models.Model:
    """A new row with a canary in every text that is not given."""
    texts = {field.name: canary(field, number) for field in free_texts(model)}
    return model.objects.create(**texts | given)


def without_canaries() -> list[str]:
    """The texts that an editor can write and no hidden record tries."""
    ledger = {Changeset, Head, Version}
    tried = [model for app in ("countries", "initiatives") for model in apps.get_app_config(app).get_models()]
    return [
        f"{model.__name__}.{field.name}"
        for model in tried
        if model not in ledger
        for field in free_texts(model)
        if not model.objects.filter(**{f"{field.name}__icontains": WORD}).exists()
    ]


# ── hidden things ────────────────────────────────────────────────────────────────────────────────────────────


def hidden_actor(number: int) -> Actor:
    actor = hidden(Actor, number, kind_id="ngo", country_id="HR")
    hidden(ActorAlias, number, actor=actor)
    hidden(ActorIdentifier, number, actor=actor)
    return actor


def hidden_terms(number: int) -> dict[str, models.Model]:
    """A new term in every vocabulary, never published."""
    return {
        name: hidden(model, number, slug=f"{WORD}-{number}-{name}".replace("_", "-"))
        for name, model in VOCABULARIES.items()
    }


def hidden_edition(number: int, year: int) -> Edition:
    return hidden(Edition, number, slug=f"{WORD}-{number}-edition", year=hidden(Year, number, year=year))


def hidden_entry(initiative: Initiative, edition: str, number: int) -> Entry:
    """An entry never published, with everything that an entry can have."""
    entry = hidden(Entry, number, initiative=initiative, edition_id=edition, status_id="launched")
    cite(entry, number)
    return entry


def cite(entry: Entry, number: int) -> None:
    """Adds to an entry a footnote with a source, one without, a date, a figure and an inference."""
    edition = entry.edition
    source = hidden(Source, number)
    sourced = hidden(Footnote, number, edition=edition, source=source, state=Footnote.State.PROBABLE)
    bare = hidden(Footnote, number, edition=edition, mark=f"{WORD}-{number}-b", state=Footnote.State.CITED)
    for footnote in (sourced, bare):
        EntryFootnote.objects.create(entry=entry, footnote=footnote)
    hidden(EntryDate, number, entry=entry, edtf="2020-10")
    hidden(Figure, number, entry=entry, value=4711 + number)
    hidden(Inference, number, entry=entry, field="levels")


def involve(initiative: Initiative, number: int, terms: dict[str, models.Model]) -> None:
    """Adds to an initiative a new actor, theme, level, target group and a further title."""
    hidden(Participation, number, initiative=initiative, actor=hidden_actor(number), role_id="lead")
    hidden(AlternativeTitle, number, initiative=initiative)
    InitiativeTheme.objects.create(initiative=initiative, theme=terms["theme"])
    initiative.levels.add(terms["level"])
    initiative.target_groups.add(terms["target_group"])


def hidden_initiative(number: int, terms: dict[str, models.Model], edition: str = "ar2021") -> Initiative:
    """An initiative never published, in all its parts."""
    initiative = hidden(Initiative, number, scope=terms["scope"], form=terms["form"])
    initiative.countries.add("HR")
    involve(initiative, number, terms)
    hidden_entry(initiative, edition, number)
    return initiative


def hidden_report(initiative: Initiative, number: int) -> Report:
    """What a reader wrote of a published initiative, with an address and an editor's note."""
    address = canary(Report._meta.get_field("email"), number).replace(" ", "-")
    place = {"slug": initiative.slug, "version": 1, "received": timezone.now()}
    return hidden(Report, number, email=f"{address}@catalogue.test", **place)


def hidden_batches(entry: Entry, number: int) -> None:
    """A section and a spreadsheet in review, what they propose and wrote, and a field that nobody has confirmed."""
    words = {"title": f"{WORD} {number} proposed", "text": f"{WORD} {number} proposed text"}
    for kind in BatchKind:
        facts = {"warnings": [f"{WORD} {number} warning"]}
        given = {"kind": kind, "staged_at": timezone.now(), "source": f"{WORD} {number} source"}
        batch = hidden(Batch, number, facts=facts, **given)
        Proposal.objects.create(batch=batch, position=1, proposed=words, fields=words, entry=entry)
        hidden(Written, number, batch=batch, position=1, before=words, after=words)
    hidden(Unconfirmed, number, entry=entry, origin="read")


def relate(one: Initiative, other: Initiative, number: int) -> None:
    hidden(Relation, number, initiative=one, target=other, type_id="continues")


def pending_edits(initiative: Initiative, number: int, terms: dict[str, models.Model], but: str = "") -> None:
    """Edits everything that an initiative and its entries say, but for one edition's; publishes nothing of it."""
    spoil(initiative)
    initiative.countries.add("NO")
    for row in (*initiative.participations.all(), *initiative.relations.all()):
        spoil(row)
    involve(initiative, number, terms)
    for place, entry in enumerate(initiative.entries.exclude(edition=but)):
        spoil(entry)
        for link in entry.footnote_links.all():
            spoil_footnote(link.footnote)
        for part in (*entry.dates.all(), *entry.figures.all(), *entry.inferences.all()):
            spoil(part)
        cite(entry, number + place)


def spoil_footnote(footnote: Footnote) -> None:
    if footnote.source:
        spoil(footnote.source)
    footnote.state = Footnote.State.DOUBTFUL
    spoil(footnote)


def pending_renames() -> None:
    """Edits the texts of everything that published initiatives show, and of everything they are sorted by."""
    shown = (Actor, ActorAlias, ActorIdentifier, Source, Edition, Year, Country, CountryGroup)
    for model in (*shown, *VOCABULARIES.values()):
        for row in model.objects.all():
            spoil(row)
