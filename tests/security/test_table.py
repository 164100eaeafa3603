"""docs/security.md: every point of the standard, once, and no test that does not exist."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings

from skills2work.publishing import Published

# The points of ASVS 5.0.0 of levels 1 and 2: how many of each section, in order, or which of them.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,  # noqa: E501
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,  # noqa: E501
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,  # noqa: E501
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,  # noqa: E501
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,  # noqa: E501
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
OURS = {"skills2work", "network", "practices", "stories"}
STATES = {"met", "not met", "does not apply", "by who runs it"}


@pytest.fixture(scope="module")
def rows():
    text = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if re.match(r"\| \d", line)
    ]
    assert all(len(row) == 5 for row in found)
    return found


def test_every_point_stands_in_the_table_once(rows):
    wanted = [f"{section}.{number}" for section, many in SECTIONS.items() for number in range(1, many + 1)]
    assert [row[0] for row in rows] == wanted


def test_every_point_says_its_state_and_how(rows):
    assert {row[2] for row in rows} <= STATES
    assert [row[0] for row in rows if not row[3]] == []


def test_what_is_met_names_a_test_and_nothing_else_does(rows):
    assert [row[0] for row in rows if (row[2] == "met") != ("::" in row[4])] == []


def test_every_test_that_the_table_names_exists(rows):
    named = {name for row in rows for name in re.findall(r"`([^`]+::[^`]+)`", row[4])}
    assert len(named) > 60
    missed = []
    for name in named:
        path, function = name.split("::")
        file = settings.BASE_DIR / path
        tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
        if function not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missed.append(name)
    assert missed == []


def test_what_must_fit_together_is_written_down():
    text = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
    section = text.partition("## What must fit together")[2].partition("\n## ")[0]
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]
    names = {rule.name.removeprefix(prefix(model)) for model in ours for rule in model._meta.constraints}
    assert "published_is_verified" in names
    assert set(re.findall(r"`(\w+)`", section)) == names


def prefix(model):
    """Return what the rules that all records share begin with, for this one."""
    return f"{model._meta.app_label}_{model._meta.model_name}_" if issubclass(model, Published) else ""
