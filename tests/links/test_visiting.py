"""The link checker meets every fault that servers have, and nothing it meets makes it call where it must not."""

import time

import pytest

from skills2work.links import guard
from skills2work.links.outcomes import Outcome
from skills2work.links.visiting import Manners, visits
from tests.links.server import closed_port, make_certificate, serving


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("200", Outcome.FINE, 200),
        ("204", Outcome.FINE, 204),
        ("404", Outcome.NOT_FOUND, 404),
        ("410", Outcome.NOT_FOUND, 410),
        ("401", Outcome.UNWELCOME, 401),
        ("403", Outcome.UNWELCOME, 403),
        ("429", Outcome.UNWELCOME, 429),
        ("500", Outcome.SERVER_ERROR, 500),
        ("503", Outcome.SERVER_ERROR, 503),
        ("no-head", Outcome.FINE, 200),
        ("hangs-up-on-head", Outcome.FINE, 200),
        ("silent", Outcome.TIMEOUT, None),
        ("trickle", Outcome.TIMEOUT, None),
        ("slow-body", Outcome.FINE, 200),
        ("huge", Outcome.FINE, 200),
        ("no-http", Outcome.NO_ANSWER, None),
        ("round", Outcome.LOOP, 302),
        ("deeper/0", Outcome.LOOP, 302),
    ],
)
def test_each_fault_has_its_outcome(server, visit, path, outcome, status):
    limit = 0.5 if outcome == Outcome.TIMEOUT else 10  # the faulty server would go on for half a minute
    found = visit(f"{server.origin}/{path}", limit=limit)
    assert (found.outcome, found.status) == (outcome, status)


def test_a_page_that_answers_head_is_not_asked_for_again(server, visit):
    visit(f"{server.origin}/200")
    assert server.asked == [("HEAD", "/200")]


def test_nobody_is_accused_before_the_page_itself_was_asked_for(server, visit):
    visit(f"{server.origin}/404")
    assert server.asked == [("HEAD", "/404"), ("GET", "/404")]


def test_a_huge_body_is_not_fetched(server, visit):
    visit(f"{server.origin}/huge")
    assert server.megabytes < 64


def test_a_permanent_redirect_is_a_suggestion(server, visit):
    found = visit(f"{server.origin}/to/301//200")
    assert (found.outcome, found.moved_to) == (Outcome.MOVED, f"{server.origin}/200")


def test_a_passing_redirect_is_followed_and_told(server, visit):
    found = visit(f"{server.origin}/to/302//200")
    assert (found.outcome, found.moved_to, found.final_url) == (Outcome.FINE, "", f"{server.origin}/200")


def test_a_permanent_redirect_before_a_passing_one_suggests_where_the_first_led(server, visit):
    found = visit(f"{server.origin}/to/308//to/302//200")
    assert (found.outcome, found.moved_to) == (Outcome.MOVED, f"{server.origin}/to/302//200")


def test_a_redirect_to_a_page_that_is_gone_is_a_page_that_is_gone(server, visit):
    found = visit(f"{server.origin}/to/301//404")
    assert (found.outcome, found.moved_to) == (Outcome.NOT_FOUND, "")


@pytest.mark.parametrize("target", ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://[::1"])
def test_a_redirect_to_something_else_than_a_page_is_no_address(server, visit, target):
    assert visit(f"{server.origin}/to/302/{target}").outcome == Outcome.NO_ADDRESS


@pytest.mark.parametrize(
    "url", ["", "no address", "ftp://example.org/", "http://", "https:///x", "http://[::1", "mailto:x"]
)
def test_what_is_no_address_is_said_to_be_none(visit, url):
    assert visit(url).outcome == Outcome.NO_ADDRESS


def test_a_name_that_nobody_has(visit):
    assert visit("https://nobody-has-this-name.invalid/").outcome == Outcome.NO_NAME


def test_a_port_on_which_nobody_answers(visit):
    assert visit(f"http://127.0.0.1:{closed_port()}/").outcome == Outcome.NO_ANSWER


def test_a_certificate_that_nobody_signed(visit, tmp_path):
    with serving(certificate=make_certificate(tmp_path)) as server:
        assert visit(server.origin.replace("http:", "https:") + "/200").outcome == Outcome.BAD_TLS


def test_a_server_that_speaks_no_tls(server, visit):
    assert visit(server.origin.replace("http:", "https:") + "/200").outcome == Outcome.BAD_TLS


# Private networks


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:db8::1",
        "no address",
        "",
    ],
)
def test_an_address_that_is_not_public_is_seen(address):
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "193.0.6.139", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_a_public_address_is_seen(address):
    assert guard.is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "0x7f000001"])  # noqa: S104
def test_this_machine_is_not_called(server, visit, host):
    port = server.server_address[1]
    assert visit(f"http://{host}:{port}/200", allow_private=False).outcome == Outcome.INSIDE
    assert server.asked == []


@pytest.fixture
def half_public(monkeypatch):
    """Make 127.0.0.1 pass for a public address; all others of this machine stay private."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")


def test_a_redirect_into_the_private_network_is_not_followed(server, visit, half_public):
    with serving("127.0.0.2") as private:
        found = visit(f"{server.origin}/to/302/{private.origin}/200", allow_private=False)
        assert found.outcome == Outcome.INSIDE
        assert private.asked == []
    assert server.asked != []


def test_a_name_that_points_inside_is_not_called(server, visit, half_public, monkeypatch):
    async def resolve(host, port):
        return ["127.0.0.2"]

    monkeypatch.setattr(guard, "resolve", resolve)
    assert visit("http://harmless.example/", allow_private=False).outcome == Outcome.INSIDE


def test_a_name_whose_answer_changes_between_check_and_call_is_called_where_it_was_checked(
    server, visit, half_public, monkeypatch
):
    answers = ["127.0.0.1", "127.0.0.2", "127.0.0.2"]

    async def resolve(host, port):
        return [answers.pop(0)]

    monkeypatch.setattr(guard, "resolve", resolve)
    port = server.server_address[1]
    with serving("127.0.0.2"):
        found = visit(f"http://rebinding.example:{port}/200", allow_private=False)
    assert (found.outcome, len(answers)) == (Outcome.FINE, 2)
    assert server.asked == [("HEAD", "/200")]


def test_of_several_addresses_of_a_name_only_the_public_ones_are_called(server, visit, half_public, monkeypatch):
    async def resolve(host, port):
        return ["127.0.0.2", "127.0.0.1"]

    monkeypatch.setattr(guard, "resolve", resolve)
    port = server.server_address[1]
    assert visit(f"http://mixed.example:{port}/200", allow_private=False).outcome == Outcome.FINE


# Manners


def test_the_checker_says_who_it_is(server):
    list(visits([f"{server.origin}/200"], Manners(agent="Who I am", pause=0, allow_private=True)))
    assert server.agents == {"Who I am"}


def test_one_host_is_asked_one_at_a_time_with_a_pause(server):
    urls = [f"{server.origin}/200?{number}" for number in range(4)]
    list(visits(urls, Manners(agent="Test", at_once=4, pause=0.2, allow_private=True)))
    gaps = [after - before for before, after in zip(server.times, server.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.19


def test_a_redirect_to_a_host_waits_for_its_turn_too(server):
    with serving("127.0.0.3") as other:
        urls = [f"{other.origin}/to/302/{server.origin}/200?{number}" for number in range(2)] + [f"{server.origin}/200"]
        list(visits(urls, Manners(agent="Test", at_once=4, pause=0.2, allow_private=True)))
    gaps = [after - before for before, after in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) >= 0.19


def test_hosts_do_not_wait_for_each_other(server):
    with serving("127.0.0.3") as other:
        started = time.monotonic()
        urls = [f"{server.origin}/silent", f"{other.origin}/200"]
        first = next(iter(visits(urls, Manners(agent="Test", pause=0, limit=5, allow_private=True))))
        assert first.url.startswith(other.origin)
        assert time.monotonic() - started < 4


def test_whoever_stops_in_between_leaves_nothing_running(server):
    urls = [f"{server.origin}/200?{number}" for number in range(50)]
    going = visits(urls, Manners(agent="Test", pause=0.05, allow_private=True))
    next(iter(going))
    going.close()
    time.sleep(0.3)
    asked = len(server.asked)
    time.sleep(0.3)
    assert len(server.asked) == asked < 50
