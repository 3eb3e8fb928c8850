"""The public addresses."""

from django.urls import path, re_path

from initiatives.api.urls import urlpatterns as api
from initiatives.views import (
    accessibility,
    browse,
    citing,
    data,
    history,
    overview,
    pages,
    record,
    references,
    report,
    suggesting,
    unapi,
)

SLUG = r"(?P<slug>[A-Za-z0-9-]+)"
EXTENSION = r"(?P<extension>[a-z][a-z.]*)"
PID = r"(?P<pid>[0-9A-Za-z-]{1,40})"
LABEL = r"(?P<label>[0-9]{4}-[0-9]{2}-[0-9]{2}\.[1-9][0-9]{0,8})"

urlpatterns = [
    path("", browse.home, name="home"),
    path("initiatives/", browse.initiatives, name="initiatives"),
    re_path(rf"^initiatives\.{EXTENSION}$", browse.initiatives_export, name="initiatives-export"),
    path("suggestions.json", suggesting.suggest, name="suggestions"),
    re_path(rf"^initiatives/{SLUG}/$", record.initiative, name="initiative"),
    re_path(rf"^initiatives/{SLUG}\.{EXTENSION}$", record.initiative_export, name="initiative-export"),
    re_path(rf"^initiatives/{SLUG}/report/$", report.of_record, name="report"),
    re_path(rf"^initiatives/{SLUG}/report/sent/$", report.of_record_sent, name="report-sent"),
    re_path(rf"^initiatives/{SLUG}/history/$", history.history, name="history"),
    path("changes/", history.changes, name="changes"),
    re_path(rf"^changes/{LABEL}/$", history.changeset, name="changeset"),
    re_path(rf"^countries/{SLUG}/$", overview.country, name="country"),
    re_path(rf"^(?P<name>actors|themes|years|editions|sources)/{SLUG}/$", overview.thing, name="thing"),
    re_path(r"^(?P<name>countries|actors|themes|years|editions|sources)/$", overview.directory, name="directory"),
    re_path(rf"^sources/{SLUG}\.{EXTENSION}$", references.of_a_source, name="source-reference"),
    re_path(rf"^sources\.{EXTENSION}$", references.of_the_sources, name="sources-export"),
    path("cite/", citing.cite, name="cite"),
    re_path(rf"^cite\.{EXTENSION}$", references.of_a_list, name="list-reference"),
    re_path(rf"^lists/{PID}/$", citing.landing, name="list"),
    re_path(rf"^lists/{PID}\.{EXTENSION}$", citing.landing_export, name="list-export"),
    path("unapi", unapi.unapi, name="unapi"),
    path("data/", data.data, name="data"),
    path("about/", pages.about, name="about"),
    path("report/", report.of_site, name="site-report"),
    path("report/sent/", report.of_site_sent, name="site-report-sent"),
    path("accessibility/", accessibility.statement, name="accessibility"),
    *api,
    path("livez", pages.livez, name="livez"),
    path("readyz", pages.readyz, name="readyz"),
]
