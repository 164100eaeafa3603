"""Runs every regular expression of ours over long hostile texts. Its caller limits the CPU time it may take."""

import importlib
import pkgutil
import re
import resource
import sys
from collections.abc import Iterator

PACKAGES = ("skills2work", "network", "practices", "stories")
LONG = 4_000
PIECES = (
    "a", "a.", "a@", "a@a.", "1.", "1:", "::", "0:", "=", "' ", "\\", "\\|", "|a", "<", "<form ", '<form action="',
    "<main ", ' href="', "url(", "a+a", "a://", "http://a:", "token=", "password ", "a-", "a_b", "é", "ال", "'a", "l'",
    " ", "\t", "\n", ", ;", "!", "gzip;q=0.", "12 ab", "1999 ", "/*", "-", "a/", "\x00", "e\u0301",
)  # fmt: skip
ENDS = ("", "\n", "!", "\x00", "@", '"')


def patterns() -> Iterator[tuple[str, re.Pattern]]:
    """Yield every compiled pattern that stands in a module of ours, with its name."""
    for package in PACKAGES:
        root = importlib.import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if ".migrations" in found.name or found.name.endswith((".wsgi", ".gunicorn")):
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def main() -> None:
    import django  # noqa: PLC0415 its settings are named by the caller

    django.setup()
    found = {pattern.pattern: (name, pattern) for name, pattern in patterns()}
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
    for name, pattern in found.values():
        print(name, flush=True)  # noqa: T201 the last line names the one that took too long
        for piece in PIECES:
            for end in ENDS:
                text = piece * (LONG // len(piece)) + end
                pattern.search(text if isinstance(pattern.pattern, str) else text.encode())
    print(f"all {len(found)}")  # noqa: T201


if __name__ == "__main__":
    main()
