"""The text of a PDF as `pdftotext` reads it, compared with what the page says, for scripts from right to left.

What counts are characters: poppler turns the two letters of an Arabic ligature (lam-alef) round when it reads them, so
a word is known by its letters in any order; the order of words in a line is what shows a reversed line.
"""

import subprocess
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

# A page's text as it prints. Closed details stay closed on paper, where the style sheet does not open them.
VISIBLE_TEXT = """() => {
  const parts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, owner = node.parentElement;
    if (!node.data.trim() || owner.closest("script, style, noscript, option")) continue;
    const asked = { contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true };
    if (!owner.checkVisibility(asked)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), around = owner.getBoundingClientRect();
    if (box.width < 2 || around.width < 2 || around.height < 2) continue;
    parts.push(node.data);
  }
  return parts.join("\\n");
}"""


def pdf_text(pdf: bytes, folder: Path) -> str:
    """Return the text of a PDF."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-q", str(path), "-"], check=True, capture_output=True, text=True)
    return run.stdout


def plain(text: str) -> str:
    """Return a text without marks of direction, vowel signs and forms of letters that depend on their place."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) not in {"Cf", "Mn"}
    )


def share_found(page: str, paper: str) -> float:
    """Return the share of the characters of a page that stand on paper, from 0 to 1; white space does not count."""
    wanted = Counter("".join(plain(page).split()))
    lost = wanted - Counter("".join(plain(paper).split()))
    return 1 - lost.total() / wanted.total()


def letters(word: str) -> str:
    """Return what a word is known by: its letters and digits in a fixed order."""
    return "".join(sorted(letter for letter in plain(word) if letter.isalnum()))


def is_rtl(word: str) -> bool:
    """Say whether a word is written from right to left."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in word)


def reversed_lines(page: str, paper: str) -> list[str]:
    """Return the lines on paper whose words stand in the opposite order of the page's."""
    words = [key for word in page.split() if (key := letters(word))]
    follows = set(pairwise(words))
    found = []
    for line in paper.splitlines():
        keys = [key for word in line.split() if is_rtl(word) and (key := letters(word))]
        pairs = list(pairwise(keys))
        right = sum(pair in follows for pair in pairs)
        wrong = sum((second, first) in follows for first, second in pairs)
        # On a sheet with more Latin than Arabic letters poppler lists the runs of a line from left to right, each in
        # marks of its own: there the order of runs says nothing about the paper.
        if wrong > right and line.count("\u202b") < 2:
            found.append(line)
    return found
