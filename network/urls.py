"""Addresses of organisations and experts."""

from django.urls import path

from network import views

urlpatterns = [
    path("network/organisations/", views.organisations, name="organisations"),
    path("network/organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("network/experts/", views.experts, name="experts"),
    path("network/experts/<slug:slug>/", views.expert, name="expert"),
]
