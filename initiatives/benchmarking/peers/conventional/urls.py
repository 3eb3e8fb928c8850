"""The one address of this peer."""

from django.urls import path

from initiatives.benchmarking.peers.conventional.views import InitiativeList

urlpatterns = [path("initiatives/", InitiativeList.as_view())]
