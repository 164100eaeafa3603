"""Gunicorn as it runs in production: its log, its numbers, and how it stops."""

import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from tests.support.processes import BASE_DIR, manage, prepare, served, wait_until

pytestmark = pytest.mark.one_database

BROWSER = {"User-Agent": "Mozilla/5.0 Firefox/145.0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an empty database."""
    return prepare(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def server(folder):
    variables = {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO", "METRICS_PATH": "metrics", "READS_EVERY": "3600"}
    with served(folder, workers=2, **variables) as running:
        yield running


def lines(server):
    return [json.loads(line) for line in server.log.splitlines()]


def numbers(server):
    text = server.get("/metrics").read().decode()
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))


def first_answer(server, line):
    """Send the first line of a request, octet for octet; returns the status, and all that came."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        wire.sendall(line + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer


@pytest.mark.parametrize("words", ["ošetrovateľ", "медсестра", "ممرضة"])
def test_an_address_with_letters_as_they_are_typed_is_understood(server, words):
    status, page = first_answer(server, f"GET /sk/occupations/?q={words}".encode())
    assert status == 200
    assert f'value="{words}"'.encode() in page


@pytest.mark.parametrize("line", [b"GET /en/search/?q=\xff\xfe", b"GET /en/\xc5\xa1\xff/"])
def test_octets_that_are_no_text_are_no_error_of_ours(server, line):
    assert first_answer(server, line)[0] in {200, 404}


@pytest.mark.parametrize("line", [b"GET /en/\x01", b"GET /en/\x7f", b"G\xc3T /en/", b"GET"])
def test_what_is_no_address_is_refused_as_before(server, line):
    assert first_answer(server, line)[0] == 400


def test_every_line_of_the_log_is_one_json_object_with_its_level_time_and_request(server):
    server.get("/healthz")
    wait_until(lambda: "healthz" in server.log, "no line came")
    assert all({"level", "logger", "message", "request_id", "time"} <= set(line) for line in lines(server))


def test_the_answer_and_its_lines_in_the_log_have_the_same_id(server):
    answer = server.get("/en/practices/nowhere/")
    number = answer.headers["X-Request-ID"]
    wait_until(lambda: number in server.log, "no line came")
    found = {line["logger"]: line for line in lines(server) if line["request_id"] == number}
    assert found["skills2work.requests"]["status"] == answer.status == 404
    assert "django.request" in found


def test_the_log_holds_no_address_of_a_reader_whatever_she_sends(server):
    with socket.create_connection(("127.0.0.1", server.port)) as broken:
        broken.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        broken.recv(1000)
    forwarded = {"X-Forwarded-For": "203.0.113.77", "Cookie": "sessionid=mira"}
    server.get("/en/accessibility/?q=mira%40example.org", **forwarded)
    server.get("/en/203.0.113.77/", **forwarded)
    last = server.get("/en/network/join/withdraw/2001:db8::77/", **forwarded).headers["X-Request-ID"]
    wait_until(lambda: server.log.count(last) == 2, server.log)
    assert "Invalid request" in server.log
    assert "withdraw/[address]/" in server.log
    assert [secret for secret in ("203.0.113.77", "2001:db8::77", "mira") if secret in server.log] == []


@pytest.mark.parametrize(
    "path", ["/en/about/?anew", "/en/practices.json", "/en/practices.csv", "/admin/login/", "/nowhere"]
)
def test_gunicorn_has_nothing_to_say_about_an_answer_to_head(server, path):
    asked = HTTPConnection("127.0.0.1", server.port, timeout=30)
    asked.request("HEAD", path)
    number = asked.getresponse().headers["X-Request-ID"]
    wait_until(lambda: number in server.log, "no line came")
    assert "no-body response" not in server.log


def test_numbers_of_all_processes_are_added_up(server):
    name = 'skills2work_requests_total{method="GET",status="4xx",view="practice"}'
    before = float(numbers(server).get(name, 0))
    for _request in range(20):
        server.get("/en/practices/nowhere/")
    assert float(numbers(server)[name]) == before + 20


def test_numbers_outlive_the_process_that_counted_them(server):
    name = 'skills2work_requests_total{method="GET",status="4xx",view="story"}'
    for _request in range(20):
        server.get("/en/stories/nowhere/")
    workers = server.workers()
    os.kill(workers[0], signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 2 and workers[0] not in server.workers(), "no new worker came")
    assert float(numbers(server)[name]) == 20


def test_times_and_the_state_of_the_database_are_told(server):
    server.get("/en/practices/nowhere/")
    found = numbers(server)
    assert float(found['skills2work_request_seconds_count{view="practice"}']) > 0
    assert float(found["skills2work_database_up"]) == 1


@pytest.mark.slow
def test_who_does_not_open_the_numbers_has_none(folder):
    with served(folder) as server:
        assert server.get("/metrics").status == 404


def test_a_request_that_runs_is_finished_and_counts_are_written_before_the_server_stops(folder):
    with served(folder, "tests.running.slow_wsgi", READS_EVERY="3600") as server, ThreadPoolExecutor() as others:
        server.get("/en/accessibility/", **BROWSER)
        answer = others.submit(lambda: server.get("/slow").read())
        wait_until(lambda: "has begun" in server.log, "the request did not begin")
        server.master.send_signal(signal.SIGTERM)
        assert answer.result() == b"done"
        assert server.master.wait(15) == 0
    code = "from skills2work.models import PageReads; print(list(PageReads.objects.values_list('path', 'count')))"
    assert "('/accessibility/', 1)" in manage(folder, "shell", "-v", "0", "-c", code)[1]


@pytest.mark.slow
def test_counts_of_pages_are_written_while_the_server_runs(folder):
    def counted():
        code = "from skills2work.models import PageReads; print(PageReads.objects.filter(path='/about/').count())"
        return manage(folder, "shell", "-v", "0", "-c", code)[1].strip()

    with served(folder, READS_EVERY="1") as server:
        server.get("/en/about/", **BROWSER)
        wait_until(lambda: server.get("/en/accessibility/", **BROWSER) and counted() == "1", "nothing was written")
        assert counted() == "1"


@pytest.mark.slow
def test_two_servers_do_not_share_the_folder_of_their_numbers(server, folder):
    with served(folder, METRICS_PATH="metrics") as other:
        assert 'view="practice"' not in other.get("/metrics").read().decode()


@pytest.mark.slow
def test_the_folder_of_the_numbers_is_gone_after_the_server(folder, tmp_path):
    with served(folder, METRICS_PATH="metrics", TMPDIR=str(tmp_path)):
        assert list(tmp_path.glob("skills2work-metrics-*"))
    assert list(tmp_path.glob("skills2work-metrics-*")) == []


@pytest.mark.parametrize("name", ["Makefile", "Dockerfile", "compose.yaml"])
def test_whatever_starts_the_site_uses_these_settings(name):
    text = (BASE_DIR / name).read_text(encoding="utf-8")
    assert text.count("skills2work/running/gunicorn.py") == text.count("skills2work.wsgi") == 1
