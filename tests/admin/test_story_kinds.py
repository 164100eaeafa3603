"""The list of stories in the admin is narrowed by what a path held."""

import pytest

from stories.models import Story
from tests import factories
from tests.admin.records import list_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "shown"), [("mentoring", True), ("validation", False), ("nonsense", False)])
def test_the_list_keeps_the_stories_of_a_kind(editor, kind, shown):
    factories.StoryFactory(title_en="With a mentor", kinds=["job_matching", "mentoring"])
    html = editor.get(list_address(Story), {"kind": kind}).content.decode()
    assert ("With a mentor" in html) == shown
