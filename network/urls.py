"""Addresses of organisations and experts."""

from django.urls import path

from network import views
from network.data import data_addresses

urlpatterns = [
    *data_addresses(),
    path("network/organisations/", views.organisations, name="organisations"),
    path("network/organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("network/experts/", views.experts, name="experts"),
    path("network/experts/<slug:slug>/", views.expert, name="expert"),
]
