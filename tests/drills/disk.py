"""A disk of a few megabytes that can be filled to its last byte."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A small disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.filler = folder, folder / "filler"

    def fill(self, but: int = 0) -> None:
        """Leave no room, or so many bytes."""
        with self.filler.open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(b"x" * size):
                        pass
                except OSError:
                    continue
        if but:
            os.truncate(self.filler, self.filler.stat().st_size - but)

    def free(self) -> None:
        """Make room again."""
        self.filler.unlink(missing_ok=True)


@contextmanager
def small_disk(size: int, owner: int = 0) -> Iterator[Disk]:
    """Give a disk of so many megabytes. Skips the test where none may be mounted."""
    program = shutil.which("mount")
    if program is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk, with the program mount")
    folder = Path(tempfile.mkdtemp(prefix="skills2work-disk-"))
    command = [program, "-t", "tmpfs", "-o", f"size={size}m,uid={owner},mode=0700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
        try:
            yield Disk(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()
