"""The admin application, with the catalogue's own site in place of Django's."""

from django.contrib.admin.apps import AdminConfig


class CatalogueAdminConfig(AdminConfig):
    default_site = "initiatives.editing.site.CatalogueAdminSite"
