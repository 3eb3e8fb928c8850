"""The pages for what went wrong where no public view answered."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives.views.answering import failed


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return failed(request, 404, "errors/404.html", {})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return failed(request, 400, "errors/400.html", {})


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return forbidden(request, PermissionDenied(reason))


def server_error(request: HttpRequest) -> HttpResponse:
    return failed(request, 500, "errors/500.html", {})
