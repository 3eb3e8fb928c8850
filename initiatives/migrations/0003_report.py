"""Reports by readers, and how many of them were taken in lately."""

import secrets

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import countries.folding
import initiatives.models.report


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_ledger_head"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("salt", models.CharField(default=secrets.token_hex, editable=False, max_length=64)),
                ("reports", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.PositiveIntegerField(default=1, editable=False)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "reference",
                    models.CharField(
                        default=initiatives.models.report.new_reference, editable=False, max_length=9, unique=True
                    ),
                ),
                ("slug", models.CharField(blank=True, editable=False, max_length=120, verbose_name="initiative")),
                ("version", models.PositiveIntegerField(editable=False, null=True)),
                ("as_of", models.CharField(blank=True, editable=False, max_length=20)),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("title", "The title or the summary"),
                            ("entry", "An entry"),
                            ("actor", "An actor"),
                            ("footnote", "A footnote or its source"),
                            ("accessibility", "Something I cannot read or use"),
                            ("page", "A page, the search or a download"),
                            ("other", "Something else"),
                        ],
                        editable=False,
                        max_length=13,
                    ),
                ),
                ("edition", models.CharField(blank=True, editable=False, max_length=40)),
                ("text", models.TextField()),
                ("text_key", countries.folding.FoldedField(max_length=5000, of="text")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("received", models.DateTimeField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("handled", "Handled"), ("dismissed", "Dismissed")],
                        default="new",
                        max_length=9,
                    ),
                ),
                ("handled_at", models.DateTimeField(editable=False, null=True)),
                ("note", models.TextField(blank=True, help_text="For editors: what came of it.")),
                (
                    "handled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "handled", "dismissed"])), name="report_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["", "title", "entry", "actor", "footnote", "accessibility", "page", "other"])
                        ),
                        name="report_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), ("part", "entry"), _connector="OR"),
                        name="report_edition_of_an_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("slug", ""), ("version__isnull", True)),
                            models.Q(models.Q(("slug", ""), _negated=True), ("version__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_names_the_version_seen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at__isnull", True), ("state", "new")),
                            models.Q(
                                models.Q(("state", "new"), _negated=True), ("email", ""), ("handled_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="report_keeps_no_address_once_handled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.PositiveSmallIntegerField()),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("reports", models.PositiveIntegerField(default=0)),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="senders", to="initiatives.reportday"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "hour"],
                "constraints": [
                    models.UniqueConstraint(fields=("day", "hour", "digest"), name="report_sender_once_an_hour")
                ],
            },
        ),
    ]
