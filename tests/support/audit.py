"""Asks the database of known weaknesses about every pinned dependency: python -m tests.support.audit.

Ends with 0 where none is known, 1 where one is, 2 where nobody could be asked.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = ("requirements.txt", "requirements-dev.txt")


def ask(name: str) -> tuple[int, str, str]:
    """Run pip-audit over a file of pins; nothing is installed or resolved."""
    options = "--disable-pip --require-hashes --format json --progress-spinner off --timeout 15"
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / name), *options.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def found(answer: str) -> list[str] | None:
    """Return the weaknesses in an answer, a line each; None where it is no answer."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return None
    return [
        f"{package['name']} {package['version']}: {weakness['id']}, "
        f"mended in {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in packages
        for weakness in package.get("vulns", [])
    ]


def main() -> int:
    """Ask about each file and say what came back."""
    worst = 0
    for name in FILES:
        _code, answer, problem = ask(name)
        weak = found(answer)
        if weak is None:
            last = (problem.strip().splitlines() or ["no answer"])[-1]
            print(f"{name}: nobody could be asked. Is there a network? ({last[:200]})")
            worst = max(worst, 2)
        elif weak:
            print(f"{name}: {len(weak)} known weaknesses", *weak, sep="\n  ")
            worst = max(worst, 1)
        else:
            print(f"{name}: no known weakness in {len(json.loads(answer)['dependencies'])} packages")
    return worst


if __name__ == "__main__":
    sys.exit(main())
