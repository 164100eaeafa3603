"""Tells Sentry of errors, where SENTRY_DSN says so: the error and where it happened, never whom it happened to."""

from typing import Any

from skills2work.running.request_ids import request_id
from skills2work.running.scrubbing import deeply_scrubbed

# Sentry sends no personal data unless told to. Of what is left, only the method of a request goes out; its address,
# headers, cookies, body and environment stay here.
KEPT_OF_REQUEST = ("method",)


def begin(dsn: str, **options: Any) -> None:
    """Report errors from now on; without a DSN nothing happens and nothing is sent anywhere."""
    if not dsn:
        return
    import sentry_sdk  # noqa: PLC0415 it takes time and memory, and most have no Sentry

    sentry_sdk.init(
        dsn=dsn,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        before_send=without_person,
        before_send_transaction=without_person,
        **options,
    )


def without_person(event: Any, hint: Any) -> Any:
    """Return what may be sent of an event."""
    request = event.get("request", {})
    for name in ("user", "extra", "breadcrumbs", "modules", "server_name"):
        event.pop(name, None)
    event["request"] = {name: request[name] for name in KEPT_OF_REQUEST if name in request}
    event["tags"] = {**(event.get("tags") or {}), "request_id": request_id() or "-"}
    return deeply_scrubbed(event)
