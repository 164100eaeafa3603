"""Where pages are kept: within bounds, and in a shared cache that may be gone or hold nonsense."""

import socketserver
import threading

import pytest
from django.test import Client

from skills2work.caching.pages import Page
from skills2work.caching.stores import Memory, Shared, Store
from tests import factories

ADDRESS = "/en/practices/hairdressers/"


def page(stamp="1", body=b"x" * 1000, kept_at=1.0):
    headers = {"content-type": ("Content-Type", "text/html"), "vary": ("Vary", "Accept-Encoding")}
    return Page(stamp, headers, body, compressed=False, counted=True, kept_at=kept_at)


def test_the_pages_of_a_process_take_no_more_room_than_they_may():
    memory = Memory(room=50 * page().size)
    for number in range(1000):
        memory.put(str(number), page())
    assert memory.used == sum(each.size for each in memory.pages.values()) <= memory.room
    assert len(memory.pages) == 50


def test_pages_asked_for_longest_ago_make_room():
    memory = Memory(room=20 * page().size)
    for number in range(20):
        memory.put(str(number), page())
    memory.get("0")
    memory.put("20", page())
    assert (memory.get("0") is None, memory.get("1") is None) == (False, True)


def test_a_page_takes_the_place_of_its_predecessor():
    memory = Memory(room=100 * page().size)
    memory.put("a", page("1"))
    memory.put("a", page("2", b"y"))
    assert (memory.get("a").stamp, memory.used) == ("2", page("2", b"y").size)


def test_one_page_does_not_drive_out_all_the_others():
    memory = Memory(room=20 * page().size)
    memory.put("a", page())
    memory.put("b", page(body=b"x" * 19 * page().size))
    assert (memory.get("a") is None, memory.get("b") is None) == (False, True)


def test_a_page_of_another_stamp_is_no_hit_but_the_last_there_is():
    store = Store(Memory(room=100_000))
    store.put("a", page("1"))
    assert store.get("a", "2") is None
    assert store.get("a", "1") == store.last("a") == page("1")


def test_a_page_comes_back_from_bytes_as_it_was():
    assert Page.from_bytes(page().to_bytes()) == page()


# A shared cache


class Speaker(socketserver.StreamRequestHandler):
    """Speaks as much of Redis' protocol as is needed."""

    def handle(self):
        """Answer commands until the other side hangs up."""
        while line := self.rfile.readline():
            words = [self.word() for _word in range(int(line[1:]))]
            self.wfile.write(self.server.answer([words[0].upper(), *words[1:]]))

    def word(self):
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2]


class Speaking(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Speaker)
        self.kept = {}
        self.is_ill = False

    def answer(self, words):
        if self.is_ill:
            return b"-ERR ill\r\n"
        if words[0] == b"SET":
            self.kept[words[1]] = words[2]
        if words[0] != b"GET":
            return b"+OK\r\n"
        found = self.kept.get(words[1])
        return b"$-1\r\n" if found is None else b"$%d\r\n%s\r\n" % (len(found), found)


@pytest.fixture
def shared_cache():
    with Speaking() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        yield server
        server.shutdown()


def url(server):
    return f"redis://127.0.0.1:{server.server_address[1]}/0?protocol=2"


def test_a_page_that_one_process_kept_serves_the_others(shared_cache):
    one, two = (Store(Memory(room=100_000), Shared(url(shared_cache))) for _process in range(2))
    one.put("a", page())
    assert two.get("a", "1") == page()
    assert two.memory.get("a") == page()  # and need not be asked for again


def test_the_newest_page_is_the_last_wherever_it_is(shared_cache):
    one, two = (Store(Memory(room=100_000), Shared(url(shared_cache))) for _process in range(2))
    two.put("a", page("1", kept_at=1))
    one.put("a", page("2", kept_at=2))
    assert two.last("a").stamp == "2"


def test_a_shared_cache_that_holds_nonsense_is_a_miss(shared_cache):
    shared_cache.kept[Shared.key("a").encode()] = b"[1, 2]\nnonsense"
    assert Shared(url(shared_cache)).get("a") is None


def test_a_shared_cache_that_fails_is_left_alone_for_a_while(shared_cache):
    shared = Shared(url(shared_cache))
    shared.put("a", page())
    shared_cache.is_ill = True
    assert shared.get("a") is None
    shared_cache.is_ill = False
    assert shared.get("a") is None
    shared.asked_again_at = 0
    assert shared.get("a") == page()


@pytest.mark.django_db
def test_pages_are_kept_in_the_shared_cache_where_a_setting_says_so(shared_cache, settings):
    factories.PracticeFactory(slug="hairdressers")
    settings.CACHE_URL = url(shared_cache)
    Client().get(ADDRESS)
    assert Client().get(ADDRESS).headers["Cache-Status"] == "skills2work; hit"


@pytest.mark.django_db
def test_a_shared_cache_that_is_gone_takes_no_page_down(settings):
    factories.PracticeFactory(slug="hairdressers")
    with socketserver.TCPServer(("127.0.0.1", 0), Speaker) as nobody:
        port = nobody.server_address[1]
    settings.CACHE_URL = f"redis://127.0.0.1:{port}/0"
    client = Client()
    assert [client.get(ADDRESS).status_code for _time in range(3)] == [200] * 3
    assert client.get(ADDRESS).headers["Cache-Status"] == "skills2work; hit"
