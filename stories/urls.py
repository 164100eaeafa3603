"""Addresses of stories."""

from django.urls import path

from stories import views
from stories.data import data_addresses

urlpatterns = [
    *data_addresses(),
    path("stories/", views.stories, name="stories"),
    path("stories/<slug:slug>/", views.story, name="story"),
]
