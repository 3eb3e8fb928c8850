"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("initiatives.urls")),
    path("admin/sheets/", include("initiatives.admin.sheet")),
    path("admin/round/", include("initiatives.admin.round")),
    path("admin/", admin.site.urls),
]

handler400 = "initiatives.views.errors.bad_request"
handler403 = "initiatives.views.errors.forbidden"
handler404 = "initiatives.views.errors.not_found"
handler500 = "initiatives.views.errors.server_error"
