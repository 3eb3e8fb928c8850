"""The editors' site."""

from django.contrib.admin import AdminSite


class CatalogueAdminSite(AdminSite):
    """Django's admin under the catalogue's name."""

    site_title = site_header = "Catalogue of integration cooperation: editing"
    index_title = "What would you like to do?"
