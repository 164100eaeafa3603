"""No regular expression of ours can be made to run for long (ReDoS)."""

import os
import subprocess
import sys

from django.conf import settings

# All of them together read 240 texts of 4,000 signs each in less. One that runs wild needs more for a single text.
CPU_SECONDS = 60


def run(*code):
    return subprocess.run(
        [sys.executable, *code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "skills2work.settings"},
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_pattern_reads_long_hostile_texts_in_time():
    done = run("-m", "tests.security.patterns", str(CPU_SECONDS))
    last = (done.stdout.splitlines() or [""])[-1]
    assert (done.returncode, last.startswith("all ")) == (0, True), f"{last} took too long {done.stderr[-500:]}"
    assert int(last.split()[1]) > 25


def test_a_pattern_that_can_be_made_to_run_for_long_is_found():
    evil = (
        "import re, resource; resource.setrlimit(resource.RLIMIT_CPU, (2, 2)); re.search('(a+)+$', 'a' * 30000 + '!')"
    )
    assert run("-c", evil).returncode != 0
