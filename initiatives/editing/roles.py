"""Who may do what: the groups of editors, each with its permissions."""

from django.contrib.auth.models import Group, Permission

LEDGER = ("head", "changeset", "version")
OWN = ("citation", "reportday", "reportsender", "written")  # what the site keeps by itself: administrators alone see it

# What a contributor drafts: the things themselves, and the rows that belong to them.
DRAFTED = ("initiative", "entry", "actor", "source", "batch", "proposal")
ROWS = (
    "alternativetitle",
    "initiativetheme",
    "participation",
    "relation",
    "entryfootnote",
    "entrydate",
    "figure",
    "inference",
    "unconfirmed",
    "step",
    "actoralias",
    "actoridentifier",
)


def may_contribute(permission: Permission) -> bool:
    act, _, model = permission.codename.partition("_")
    if permission.content_type.app_label == "countries":
        return act == "view"
    if model in (*LEDGER, *OWN, "report"):  # readers leave their addresses with reports
        return False
    return act == "view" or (model in DRAFTED and act in {"add", "change"}) or (model in ROWS and act != "publish")


def may_edit(permission: Permission) -> bool:
    act, _, model = permission.codename.partition("_")
    if model in OWN:
        return False
    if model == "report":
        return act in {"view", "change"}
    return act == "view" or model not in LEDGER


# Each group by name, with the rule for the permissions it has among those of the two applications.
ROLES = {"Contributors": may_contribute, "Editors": may_edit}


def ensure_roles() -> None:
    """Gives each group exactly its permissions, whatever it had before."""
    every = Permission.objects.filter(content_type__app_label__in=["countries", "initiatives"])
    permissions = list(every.select_related("content_type"))
    for name, rule in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission for permission in permissions if rule(permission)])
