"""Addresses of organisations and experts."""

from django.urls import path

from network import views
from network.contact import views as contact
from network.data import data_addresses
from network.joining import views as joining

urlpatterns = [
    *data_addresses(),
    path("network/organisations/", views.organisations, name="organisations"),
    path("network/organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("network/organisations/<slug:slug>/contact/", contact.contact, name="organisation-contact"),
    path("network/organisations/<slug:slug>/contact/sent/", contact.contact_sent, name="organisation-contact-sent"),
    path("network/join/", joining.join, name="join"),
    path("network/join/organisation/", joining.propose, {"kind": "organisation"}, name="join-organisation"),
    path("network/join/expert/", joining.propose, {"kind": "expert"}, name="join-expert"),
    path("network/join/sent/<str:token>/", joining.sent, name="join-sent"),
    path("network/join/withdraw/<str:token>/", joining.withdraw, name="join-withdraw"),
    path("network/experts/", views.experts, name="experts"),
    path("network/experts/<slug:slug>/", views.expert, name="expert"),
]
