"""The address of the pack. `practices.urls` includes it."""

from django.urls import path

from practices.views import pack

urlpatterns = [path("countries/<slug:slug>/pack/", pack.pack, name="country-pack")]
