"""The four scores of Lighthouse for each type of page, on its mobile profile, and what keeps a score below 100.

python -m tests.support.lighthouse [--url URL] [--language CODE] [--only NAME]

A figure, not a test: low scores are printed and the exit code is 0. The version of Lighthouse is pinned in
tests/support/lighthouse/ and installed into var/lighthouse/. Chromium is Debian's.
"""

import argparse
import filecmp
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.support.browser import ARGUMENTS, find_chromium
from tests.support.page_types import READING_PAGES
from tests.support.real_site import BASE_DIR, real_site

PINS = Path(__file__).with_name("lighthouse")
TOOL = BASE_DIR / "var" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def install() -> Path:
    """Return the program, installed anew when the pins have changed."""
    program = TOOL / "node_modules" / ".bin" / "lighthouse"
    names = ("package.json", "package-lock.json")
    same = all((TOOL / name).exists() and filecmp.cmp(PINS / name, TOOL / name, shallow=False) for name in names)
    if not (same and program.exists()):
        if not shutil.which("npm"):
            raise SystemExit("Lighthouse needs Node.js 18.16 or newer with npm. On Debian: apt-get install npm")
        TOOL.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(PINS / name, TOOL / name)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
        subprocess.run(command, cwd=TOOL, check=True)
    return program


def report(program: Path, url: str) -> dict[str, Any]:
    """Return what Lighthouse says about one page."""
    flags = ["--headless=new", *ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    file = TOOL / "report.json"
    file.unlink(missing_ok=True)
    command = [str(program), url, "--output=json", f"--output-path={file}", "--quiet", "--no-enable-error-reporting"]
    command += [f"--chrome-flags={' '.join(quoted(flag) for flag in flags)}"]
    environment = {**os.environ, "CHROME_PATH": find_chromium()}
    done = subprocess.run(command, cwd=TOOL, env=environment, capture_output=True, text=True, check=False)
    if not file.exists():
        return {"failure": (done.stderr or done.stdout).strip()}
    answer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return answer


def failure(answer: dict[str, Any]) -> str:
    """Return why there are no scores; empty where there are."""
    return str(answer.get("failure") or answer.get("runtimeError", {}).get("message", ""))


def quoted(flag: str) -> str:
    """Return a flag that survives Lighthouse's splitting at spaces."""
    return f'"{flag}"' if " " in flag else flag


def lines(name: str, answer: dict[str, Any]) -> list[str]:
    """Return the row of a page type and, below it, each audit that costs points."""
    if failure(answer):
        return [f"{name:24} no scores: {failure(answer)}"]
    found = [answer["categories"][category] for category in CATEGORIES]
    scores = [round(100 * (category["score"] or 0)) for category in found]
    rows = [f"{name:24} " + " ".join(f"{score:>14}" for score in scores)]
    for category, score in zip(found, scores, strict=True):
        if score == 100:
            continue
        for reference in category["auditRefs"]:
            audit = answer["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                shown = f"{audit['title']} {audit.get('displayValue', '')}".rstrip()
                rows.append(f"    {category['id']}: {audit['id']} ({audit['score']:.2f}) {shown}")
                rows += [f"        {place}" for place in places(audit)]
    return rows


def places(audit: dict[str, Any]) -> list[str]:
    """Return the elements an audit complains about, five at most."""
    items = audit.get("details", {}).get("items", [])
    return [item["node"]["selector"] for item in items if isinstance(item.get("node"), dict)][:5]


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the four scores of Lighthouse for each type of page.")
    parser.add_argument("--url", default="", help="a running site; without it one is made")
    parser.add_argument("--language", default="en")
    parser.add_argument("--only", default="", help="the name of one type of page")
    options = parser.parse_args()
    program = install()
    with real_site(options.url) as origin:
        print(f"{'page type':24} " + " ".join(f"{category:>14}" for category in CATEGORIES))
        for page_type in READING_PAGES:
            if options.only in {"", page_type.name}:
                url = origin + page_type.address(options.language)
                answer = report(program, url)
                if failure(answer):  # on a busy machine chromium sometimes loses its trace
                    answer = report(program, url)
                print("\n".join(lines(page_type.name, answer)), flush=True)


if __name__ == "__main__":
    main()
