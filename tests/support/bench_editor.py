"""An editor who publishes a change every second, in a process of her own, and says so once it is saved.

    python -m tests.support.bench_editor SLUG

Prints the mark that the summary of the practice has now; ends when nobody reads it any more.
"""

import itertools
import os
import sys
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skills2work.settings")
    django.setup()
    from practices.models import Practice  # noqa: PLC0415 models load after setup()

    for number in itertools.count(1):
        began = time.monotonic()
        record = Practice.objects.get(slug=sys.argv[1])
        record.summary_en = f"Summary of edit {number:06}."
        record.save()
        print(number, flush=True)
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(0)
