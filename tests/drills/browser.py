"""A browser in which somebody of the staff has signed in, for the drills that work in the admin over HTTP."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.admin.records import form_values
from tests.drills.conftest import Place
from tests.support.processes import wait_until

LIST = "/admin/practices/practice/"
PATIENCE = 60  # seconds
WRONG = re.compile(r'<ul class="errorlist.*?</ul>', re.DOTALL)


class Browser:
    """One session at one server."""

    def __init__(self, origin: str, session: str) -> None:
        self.http = httpx.Client(base_url=origin, cookies={"sessionid": session}, timeout=PATIENCE)

    def get(self, path: str) -> str:
        """Open a page."""
        answer = self.http.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}\n{answer.text}"
        return answer.text

    def filled_in(self, key: int, **values: Any) -> dict[str, Any]:
        """Open the form of a practice, and fill some fields in."""
        return {**form_values(self.get(f"{LIST}{key}/change/")), **values, "_save": "Save"}

    def save(self, key: int, form: dict[str, Any]) -> httpx.Response:
        """Send a form."""
        answer = self.http.post(f"{LIST}{key}/change/", data=form)
        assert answer.status_code != 200, f"the form came back: {WRONG.findall(answer.text)}"
        return answer

    def choose(self, table: bytes) -> str:
        """Choose a table on the page of import; return the address at which it can be looked at."""
        token = form_values(self.get(f"{LIST}import/"))["csrfmiddlewaretoken"]
        answer = self.http.post(
            f"{LIST}import/", data={"csrfmiddlewaretoken": token}, files={"file": ("table.csv", table)}
        )
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def agree(self, address: str) -> str:
        """Look at what a table would do, and agree; return the page that says what came of it."""
        form = form_values(self.get(address))
        return self.http.post(address, data={**form, "save": "1"}).text


def signed_in(place: Place, *minutes: str) -> str:
    """Return the key of a session of the staff, noted last as many minutes ago."""
    code, written = place.program("staff", *minutes)
    assert code == 0, written
    return written.splitlines()[-1]


@contextmanager
def stopped_at(folder: Path, step: str, work: Any, times: int = 1) -> Iterator[tuple[int, "Future[Any]"]]:
    """Let some work begin, and give the process that answers once it has stopped in the middle, and what will come."""
    (folder / "stop").write_text(f"{step},{times}", encoding="utf-8")
    with ThreadPoolExecutor() as others:
        answer = others.submit(work)
        try:
            wait_until(lambda: (folder / "stopped").exists() or answer.done(), f"it did not come to {step}")
            assert not answer.done(), f"it did not come to {step}:\n{answer.result()}"
            yield int((folder / "stopped").read_text(encoding="utf-8")), answer
        finally:
            go_on(folder)


def go_on(folder: Path) -> None:
    """Let what has stopped go on, if it still can."""
    (folder / "stopped").unlink(missing_ok=True)
    (folder / "stop").unlink(missing_ok=True)
