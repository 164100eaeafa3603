"""Makes an administrator with a telephone, and prints the key of a session in which she has signed in with both.

"MINUTES": as many ago it was noted last that she works.
"""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402 it is read once all is set up
from django.contrib.auth.models import User  # noqa: E402 models load after setup()
from django.test import Client  # noqa: E402 the same

from skills2work.accounts.sessions import USED  # noqa: E402 the same
from skills2work.models import Assignment  # noqa: E402 the same
from tests.support.staff import sign_in  # noqa: E402 the same

user = User.objects.create(username="mira", is_staff=True)
Assignment.objects.create(user=user, role="administrator")
client = Client()
sign_in(client, user)
if len(sys.argv) > 1:
    session = client.session
    session[USED] -= 60 * int(sys.argv[1])
    session.save()
sys.stdout.write(client.cookies[settings.SESSION_COOKIE_NAME].value + "\n")
