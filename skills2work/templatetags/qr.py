"""QR codes: an address that stands on paper leads back to the live page."""

from functools import lru_cache
from typing import Any

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A longer address makes a code that a phone cannot read from paper.
LONGEST = 300


@register.inclusion_tag("components/qr.html", takes_context=True)
def qr(context: Any, *parts: str, caption: str = "", visible: bool = False) -> dict[str, Any]:
    """Show the address that the parts make as a QR code with its caption; on paper only, unless it is `visible`.

    Nothing in an archive: what was kept up to date at that address has ended.
    """
    address = "" if getattr(context.get("request"), "archive", None) else "".join(map(str, parts))
    return {"address": address, "code": drawing(address), "caption": caption, "visible": visible}


@lru_cache(maxsize=512)
def drawing(address: str) -> SafeString:
    """Return an inline SVG of the QR code of an address; empty where the address is too long for one.

    Error correction L, so that the drawing is small: nothing is printed over it.
    """
    if len(address) > LONGEST:
        return SafeString("")
    code = segno.make_qr(address, error="l", boost_error=False)
    return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S308 rectangles only
