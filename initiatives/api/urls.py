"""The addresses of the API."""

from django.urls import URLPattern, path, re_path

from initiatives.api.description import description
from initiatives.api.endpoints import Changesets, Directory, Facets, Initiative, Initiatives, Root, Thing, Vocabularies
from initiatives.api.guide import guide
from initiatives.views.answering import View, public
from initiatives.views.overview import OVERVIEWS

SLUG = r"(?P<slug>[A-Za-z0-9-]+)"


def endpoint(view: View) -> View:
    """An endpoint as a public view whose answers are for programs."""
    return public(view, open_to_all=True)


def directory(name: str) -> list[URLPattern]:
    """The list of the things of one kind, and each by itself."""
    return [
        path(f"api/{name}/", endpoint(Directory.as_view(name=name)), name=f"api-{name}"),
        re_path(rf"^api/{name}/{SLUG}/$", endpoint(Thing.as_view(name=name)), name=f"api-{name}-one"),
    ]


urlpatterns = [
    path("api/", endpoint(Root.as_view()), name="api"),
    path("api/initiatives/", endpoint(Initiatives.as_view()), name="api-initiatives"),
    re_path(rf"^api/initiatives/{SLUG}/$", endpoint(Initiative.as_view()), name="api-initiative"),
    path("api/facets/", endpoint(Facets.as_view()), name="api-facets"),
    *(one for name in OVERVIEWS for one in directory(name)),
    path("api/vocabularies/", endpoint(Vocabularies.as_view()), name="api-vocabularies"),
    path("api/changesets/", endpoint(Changesets.as_view()), name="api-changesets"),
    path("api/schema.json", description, name="api-schema"),
    path("api/docs/", guide, name="api-docs"),
]
