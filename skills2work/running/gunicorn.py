"""The settings of gunicorn: `python -m gunicorn --config skills2work/running/gunicorn.py skills2work.wsgi`.

Gunicorn reads this file before there is any Django, and calls the functions below by their names.
"""

import os
import shutil
import sys
import tempfile
from typing import Any

from skills2work import environment as env
from skills2work.running import raw_letters
from skills2work.running.logs import logging_settings

workers = env.number("WEB_CONCURRENCY", 2)
threads = 4
timeout = 60  # seconds that a worker may be silent before it is taken for dead
graceful_timeout = 30  # seconds that running requests have after SIGTERM
http_parser = "python"  # the one that raw_letters teaches
control_socket_disable = True  # nothing here speaks to it, and the image has no home to keep it in
logconfig_dict = logging_settings(env.log_format(), env.text("LOG_LEVEL", "WARNING"))

raw_letters.accept()

# The folder in which the processes of this server add up their numbers. It must be known before they begin.
_folder = ""
if env.text("METRICS_PATH") and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    _folder = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="skills2work-metrics-")


def post_worker_init(worker: Any) -> None:
    """Make a worker ready, once it has the site and before it takes a request.

    The thread that accepts connections has its turn often, beside those that make pages: with 500 readers at once some
    wait long to be heard (docs/decisions/0006-page-cache.md has the figures). And which replicas answer is known: where
    the primary is gone, the first reader is sent there, too.
    """
    from django.apps import apps  # noqa: PLC0415 another application may be served

    sys.setswitchinterval(0.0005)
    if apps.ready:
        from skills2work.databases.replicas import replicas  # noqa: PLC0415 it reads the settings of the site

        replicas.start_and_wait()


def child_exit(server: Any, worker: Any) -> None:
    """Forget what only a living process has, once a worker has ended, however it ended."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess  # noqa: PLC0415 it looks for the folder when it is imported

        multiprocess.mark_process_dead(worker.pid)


def worker_exit(server: Any, worker: Any) -> None:
    """Write how often pages were read before a worker ends in peace."""
    from django.apps import apps  # noqa: PLC0415 a worker may end before there is any Django

    if apps.ready:
        from skills2work.reads import write_apart  # noqa: PLC0415 the same

        write_apart()


def on_exit(server: Any) -> None:
    """Remove the folder of the numbers."""
    if _folder:
        shutil.rmtree(_folder, ignore_errors=True)
