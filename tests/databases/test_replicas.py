"""The site over a real primary and a real replica on loopback: followed, lagging, stopped, frozen, promoted.

One story told in order on one pair of servers; each chapter leaves them as the next one finds them.
"""

import re
import time
import urllib.parse
import urllib.request

import pytest

from skills2work.letters.forms import LEAST_SECONDS
from tests.databases.conftest import MAX_LAG
from tests.support.processes import served, wait_until
from tests.support.replication import ask

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("replicas")]

counter = iter(range(1, 1000))


def reads_from_replica(site):
    """Say whether readers are sent to the replica: it shows an old title while it stands still."""
    site.replica.pause()
    try:
        number = next(counter)
        site.title(number)
        return not site.reader_sees(number)
    finally:
        site.replica.resume()


def send_report(site, text):
    """Fill in the form of reports as a reader does, and see the page that says thank you."""
    form = site.web.get("/en/report/")
    cookie = form.headers["Set-Cookie"].split(";")[0]
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|opened)" value="([^"]+)"', form.read().decode()))
    time.sleep(LEAST_SECONDS + 1)
    sent = urllib.parse.urlencode({**hidden, "text": text}).encode()
    asked = urllib.request.Request(f"{site.web.origin}/en/report/", sent, {"Cookie": cookie})  # noqa: S310 our own
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
        assert answer.url.endswith("/report/sent/")


def wait_for_replica(site):
    wait_until(lambda: reads_from_replica(site), f"readers are not sent to the replica\n{site.web.log}")


def test_readers_read_from_the_replica_and_see_an_edit(site):
    wait_for_replica(site)
    number = next(counter)
    site.title(number)
    wait_until(lambda: site.reader_sees(number), "the edit does not arrive")


def test_who_has_a_form_open_reads_what_was_written_a_moment_ago(site):
    site.replica.pause()
    try:
        number = next(counter)
        site.title(number)
        assert site.writer_sees(number)
        assert not site.reader_sees(number)
    finally:
        site.replica.resume()


def test_readers_leave_a_replica_that_lags_and_come_back(site):
    site.replica.pause()
    number = next(counter)
    site.title(number)
    assert not site.reader_sees(number)
    wait_until(lambda: site.reader_sees(number), "a replica that is behind is still read from", MAX_LAG + 10)
    site.replica.resume()
    wait_for_replica(site)


def test_no_reader_notices_that_the_replica_is_stopped_and_it_is_used_again(site):
    site.replica.stop()
    for _request in range(20):
        number = next(counter)
        site.title(number)
        assert site.reader_sees(number)
    site.replica.serve()
    wait_for_replica(site)


def test_no_reader_waits_for_ever_for_a_replica_that_is_frozen(site):
    """It takes questions and never answers: the worst that a server can do."""
    site.replica.freeze()
    for _request in range(5):
        number = next(counter)
        site.title(number)
        assert site.reader_sees(number)  # the request itself ends after 30 seconds with an error
    site.replica.thaw()
    wait_for_replica(site)


def test_readers_are_served_by_the_replica_while_the_primary_is_gone(site):
    site.primary.stop()
    status, text = site.answer("/en/practices/?country=NL")  # a page that nobody has asked for yet
    assert status == 200, text
    assert "Title" in text
    assert site.answer("/readyz") == (200, "reading only: the primary does not answer\n")


def test_a_process_that_starts_while_the_primary_is_gone_sends_its_first_reader_to_the_replica(site):
    with served(site.folder, **site.variables) as another:
        answer = another.get("/en/practices/?country=BE")
        assert answer.status == 200, answer.read().decode()


def test_writing_goes_on_after_the_replica_was_promoted(site):
    site.replica.promote()
    site.writable = site.replica
    wait_until(lambda: site.answer("/readyz") == (200, "ready\n"), "the promoted server is not taken")
    send_report(site, "Written after promotion")
    assert ask(site.replica, "SELECT text FROM skills2work_report") == "Written after promotion"
    number = next(counter)
    site.title(number)
    assert site.reader_sees(number)
