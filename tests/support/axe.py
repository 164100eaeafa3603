"""axe-core, asked about one page: the rules of WCAG 2.0 to 2.2, levels A and AA, and good practice."""

from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
    "resultTypes": ["violations"],
}
SCRIPT = Axe().axe_script


class Fault(NamedTuple):
    """An element that breaks a rule: the rule, where it is, and what axe says about it."""

    rule: str
    where: str
    why: str


def faults(page: Page) -> list[Fault]:
    """Return every element of the page that breaks a rule."""
    page.evaluate(SCRIPT)
    results: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        Fault(rule["id"], " ".join(map(str, node["target"])), " ".join(node["failureSummary"].split()))
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
