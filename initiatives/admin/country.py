"""The pages of countries and groups with the page that publishes them."""

from django.contrib import admin

from countries.admin import CountryAdmin, CountryGroupAdmin
from countries.models import Country, CountryGroup
from initiatives.admin.acts import PublishedAdmin


@admin.register(Country)
class PublishedCountryAdmin(PublishedAdmin, CountryAdmin):
    """A country; its membership of groups belongs to it."""


@admin.register(CountryGroup)
class PublishedCountryGroupAdmin(PublishedAdmin, CountryGroupAdmin):
    """A group of countries that readers filter by."""
