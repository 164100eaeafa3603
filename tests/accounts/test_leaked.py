"""Leaked passwords are refused where whoever runs the site lets them be looked up, and nobody learns the password."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.auth.password_validation import get_password_validators
from django.core.exceptions import ValidationError

from skills2work.accounts.leaked import LeakedValidator

pytestmark = pytest.mark.one_database
LEAKED, PADDED, OTHER = "a-lantern-in-the-harbour", "only-fills-the-answer", "nobody-has-lost-this-one"


def digest(password):
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture
def service(settings):
    """A service like Pwned Passwords; what it was asked."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            lines = [f"{digest(LEAKED)[5:]}:17", f"{digest(PADDED)[5:]}:0"]
            self.send_response(200)
            self.end_headers()
            self.wfile.write("\r\n".join(lines).encode())

        def log_message(self, *arguments):
            """Write nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        settings.LEAKED_PASSWORDS_URL = f"http://127.0.0.1:{server.server_port}/range/"
        yield asked
        server.shutdown()


def test_a_leaked_password_is_refused(service):
    with pytest.raises(ValidationError, match="leak"):
        LeakedValidator().validate(LEAKED)


@pytest.mark.parametrize("password", [OTHER, PADDED])
def test_any_other_is_taken(service, password):
    LeakedValidator().validate(password)
    assert len(service) == 1


def test_the_service_learns_five_signs_of_a_hash(service):
    LeakedValidator().validate(OTHER)
    ((path, headers),) = service
    assert path == f"/range/{digest(OTHER)[:5]}"
    assert headers["Add-Padding"] == "true"
    assert digest(OTHER)[5:] not in str(headers)


def test_while_the_service_does_not_answer_nobody_is_kept_out_and_the_log_says_so(settings, caplog):
    settings.LEAKED_PASSWORDS_URL = "http://127.0.0.1:1/"
    LeakedValidator().validate(LEAKED)
    assert "could not be asked" in caplog.text
    assert LEAKED not in caplog.text


def test_it_is_off_until_somebody_names_a_service(settings):
    names = [type(one).__name__ for one in get_password_validators(settings.AUTH_PASSWORD_VALIDATORS)]
    assert "LeakedValidator" not in names
