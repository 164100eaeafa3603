"""Content of a few records as files, small enough to be loaded within a second."""

from pathlib import Path

SOURCES = """- model: skills2work.source
  fields:
    url: https://example.org/first-shift
    title: First shift
    read_on: '2026-11-25'
"""
PRACTICES = """- model: practices.practice
  fields:
    slug: first-shift
    country: NL
    title_en: "First shift"
    summary_en: A paid trial week.
    kinds: [work_placement]
    audiences: [refugees]
    scope: local
    status: active
    state: published
    source_language: en
    verification: compiled
    verified_on: '2026-11-25'
    sources:
      - ['https://example.org/first-shift']
"""
TRANSLATION = """language: nl
state: machine
'on': '2026-11-25'
entries:
  practices.practice:
    first-shift:
      source: 000000000000
      texts: {title: "Eerste dienst"}
"""
ORGANISATION = """- model: network.organisation
  fields:
    slug: example-foundation
    country: NL
    kind: ngo
    title_en: Example Foundation
    summary_en: It finds first jobs.
    state: published
    source_language: en
    verification: compiled
    verified_on: '2026-11-25'
    sources:
      - ['https://example.org/first-shift']
"""
FEW = {"nl/sources.yaml": SOURCES, "nl/practices.yaml": PRACTICES, "nl/translations/nl.yaml": TRANSLATION}
MANY = {
    **FEW,
    "nl/organisations.yaml": ORGANISATION,
    "nl/practices.yaml": PRACTICES
    + "".join(PRACTICES.replace("first-shift\n", f"shift-{number}\n", 1) for number in range(30)),
}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder of content."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
