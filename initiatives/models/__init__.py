"""What editors work on, and the ledger that the public reads."""

from initiatives.models.actor import Actor, ActorAlias, ActorIdentifier
from initiatives.models.batch import (
    Batch,
    BatchKind,
    BatchState,
    Decision,
    Proposal,
    Written,
)
from initiatives.models.citation import Citation
from initiatives.models.entry import (
    UNCHANGED,
    Entry,
    EntryDate,
    EntryFootnote,
    Figure,
    Inference,
    Origin,
    Step,
    StepKind,
    Unconfirmed,
)
from initiatives.models.initiative import (
    AlternativeTitle,
    Initiative,
    InitiativeTheme,
    Participation,
    Relation,
)
from initiatives.models.ledger import Changeset, Head, Version
from initiatives.models.report import Report, ReportDay, ReportSender
from initiatives.models.source import Footnote, Source
from initiatives.models.subject import (
    VOCABULARIES,
    ActorKind,
    Evidence,
    Form,
    Level,
    RelationType,
    Role,
    Scope,
    Status,
    TargetGroup,
    Theme,
)
from initiatives.models.year import Edition, Year

__all__ = [
    "UNCHANGED",
    "VOCABULARIES",
    "Actor",
    "ActorAlias",
    "ActorIdentifier",
    "ActorKind",
    "AlternativeTitle",
    "Batch",
    "BatchKind",
    "BatchState",
    "Changeset",
    "Citation",
    "Decision",
    "Edition",
    "Entry",
    "EntryDate",
    "EntryFootnote",
    "Evidence",
    "Figure",
    "Footnote",
    "Form",
    "Head",
    "Inference",
    "Initiative",
    "InitiativeTheme",
    "Level",
    "Origin",
    "Participation",
    "Proposal",
    "Relation",
    "RelationType",
    "Report",
    "ReportDay",
    "ReportSender",
    "Role",
    "Scope",
    "Source",
    "Status",
    "Step",
    "StepKind",
    "TargetGroup",
    "Theme",
    "Unconfirmed",
    "Version",
    "Written",
    "Year",
]
