"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from initiatives.admin import round as the_round

urlpatterns = [
    path("admin/round/", include(the_round.urlpatterns)),
    path("admin/", admin.site.urls),
    path("", include("initiatives.urls")),
]

handler400 = "initiatives.views.errors.bad_request"
handler403 = "initiatives.views.errors.forbidden"
handler404 = "initiatives.views.errors.not_found"
handler500 = "initiatives.views.errors.server_error"
