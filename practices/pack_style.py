"""The styles of the pack, put together once from the style sheets of the site, and the policy that lets them in."""

import base64
import hashlib
import re

from csp.constants import NONE
from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "css"


def sheet(name: str) -> str:
    """Return a style sheet without comments and without space at the ends of lines."""
    text = re.sub(r"/\*.*?\*/", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


STYLE = "\n".join(
    [sheet("site.css"), sheet("components.css"), "@media print {", sheet("print.css"), "}", sheet("pack.css")]
)
HASH = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
# What the pack needs and nothing else: its own styles. It asks no server for anything.
POLICY = {
    "style-src": [HASH],
    **{part: [NONE] for part in ("script-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action")},
}
# The same, said in the file itself: it holds when the file was saved and is opened without a server.
POLICY_IN_FILE = f"default-src {NONE}; style-src {HASH}; base-uri {NONE}; form-action {NONE}"
