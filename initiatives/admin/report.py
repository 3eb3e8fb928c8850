"""The pages of readers' reports: looked at, settled with a note, never added or deleted by hand."""

from urllib.parse import quote

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from countries.admin_base import AggregateAdmin, by
from initiatives import index
from initiatives.models import Initiative, Report
from initiatives.models.report import Part, ReportState
from initiatives.reporting import close, settle

BEGINNING = 100  # characters of a report that its row in the list shows


@admin.register(Report)
class ReportAdmin(AggregateAdmin):
    actions = ["mark_as_handled", "mark_as_dismissed"]
    list_display = ["reference", "about", "begins", "where", "received", "state"]
    list_filter = [by("state", gettext_lazy("state")), by("part", gettext_lazy("place"))]
    search_fields = ["text_key__contains", "slug__contains", "reference__icontains"]
    search_help_text = gettext_lazy("Words of the report, of its reference, or of the slug of its initiative.")
    fieldsets = [
        (None, {"fields": ["reference", "links", "where", "text", "answer_to", "received"]}),
        (gettext_lazy("What came of it"), {"fields": ["state", "note", "handled_at", "handled_by"]}),
    ]
    readonly_fields = [
        *("reference", "links", "where", "text", "answer_to", "received"),
        *("handled_at", "handled_by"),
    ]

    # who may do what

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # what is shown

    @admin.display(description=gettext_lazy("about"), ordering="slug")
    def about(self, report):
        return report.slug or _("The site")

    @admin.display(description=gettext_lazy("begins"))
    def begins(self, report):
        return Truncator(report.text).chars(BEGINNING)

    @admin.display(description=gettext_lazy("place"), ordering="part")
    def where(self, report):
        named = Part(report.part).label if report.part else _("Not said")
        return f"{named}: {report.edition}" if report.edition else named

    @admin.display(description=gettext_lazy("about"))
    def links(self, report):
        """The record as the reader saw it, as it stands now, and where it is edited."""
        if not report.slug:
            return self.about(report)
        seen = f"/initiatives/{report.slug}/?as_of={quote(report.as_of)}"
        found = [
            (seen, _("%(slug)s, version %(version)s, as the reader saw it") % vars(report)),
            (f"/initiatives/{report.slug}/", _("as readers see it now")),
        ]
        if initiative := self.initiative_of(report):
            found.append((reverse("admin:initiatives_initiative_change", args=[initiative.pk]), _("edit it")))
        return format_html_join(" · ", '<a href="{}">{}</a>', found)

    @staticmethod
    def initiative_of(report: Report) -> Initiative | None:
        """What the report is about, by the slug that it has now."""
        return Initiative.objects.filter(slug=index.current().current_slug(report.slug)).first()

    @admin.display(description=gettext_lazy("answer to"))
    def answer_to(self, report):
        if not report.email:
            return _("Nobody asked for an answer, or the address has been deleted.")
        address = f"mailto:{quote(report.email, safe='@')}?subject={quote(report.reference)}"
        return format_html(
            '<a href="{}">{}</a> {}', address, report.email, _("(deleted once the report is handled or dismissed)")
        )

    # what is done

    def save_model(self, request, obj, form, change):
        settle(obj, request.user)
        super().save_model(request, obj, form, change)

    @admin.action(description=gettext_lazy("Mark as handled; deletes the e-mail address"), permissions=["change"])
    def mark_as_handled(self, request, queryset):
        self.close(request, queryset, ReportState.HANDLED)

    @admin.action(description=gettext_lazy("Dismiss; deletes the e-mail address"), permissions=["change"])
    def mark_as_dismissed(self, request, queryset):
        self.close(request, queryset, ReportState.DISMISSED)

    def close(self, request, queryset, state: ReportState) -> None:
        closed = close(queryset, request.user, state)
        for report in closed:
            self.log_change(request, report, str(state.label))
        said = ngettext("%(number)s new report: %(state)s.", "%(number)s new reports: %(state)s.", len(closed))
        self.message_user(request, said % {"number": len(closed), "state": state.label.lower()}, messages.SUCCESS)
