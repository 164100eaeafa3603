"""A private PostgreSQL primary with streaming replicas on loopback, for the tests: made, stopped, delayed, promoted.

Stands on tests/support/postgres.py. Only the standard library is used.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.postgres import USER, PostgresError, Server, free_port, private_server

WAIT_SECONDS = 20


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Return when something holds. Raises PostgresError when it does not within a while."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.05)
    raise PostgresError(f"Waited {WAIT_SECONDS} seconds in vain: {what}")


class Replica(Server):
    """A server that follows another one."""

    def __init__(self, folder: Path, primary: Server) -> None:
        super().__init__(folder)
        self.primary = primary
        self.password = primary.password

    def start(self) -> None:
        """Copy the primary and begin to follow it."""
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
        source = f"host=127.0.0.1 port={self.primary.port} user={USER} password={self.primary.password}"
        command: list[str | Path] = [self.programs / "pg_basebackup", "--dbname", source, "--pgdata"]
        command += [self.folder / "data", "--wal-method", "stream", "--write-recovery-conf", "--checkpoint", "fast"]
        made = self._start_as_account([*command, "--no-sync"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _ = made.communicate()
        if made.returncode:
            raise PostgresError(f"pg_basebackup failed:\n{output.decode(errors='replace')}")
        self.port = free_port()
        self.serve()

    def serve(self) -> None:
        """Start the server again in the state it was left in, on the same port."""
        if not self._serve():
            raise PostgresError(f"The replica did not start:\n{self._log()}")

    def stop(self) -> None:
        """Stop the server, a frozen one too."""
        if self.process is not None and self.process.poll() is None:
            self.thaw()
        super().stop()

    def ask(self, statement: str) -> str:
        """Run a statement there; returns the first value."""
        return ask(self, statement)

    def pause(self) -> None:
        """Let it fall behind: it receives what the primary writes and does not show it."""
        self.ask("SELECT pg_wal_replay_pause()")
        wait_until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == "paused", "the replica pauses")

    def resume(self) -> None:
        """Let it catch up."""
        self.ask("SELECT pg_wal_replay_resume()")

    def promote(self) -> None:
        """Make it a primary of its own."""
        self.ask("SELECT pg_promote()")
        wait_until(lambda: self.ask("SELECT pg_is_in_recovery()") == "f", "the replica is promoted")

    def freeze(self) -> None:
        """Let it take connections and questions and answer none: its processes stand still."""
        for process in self.processes():
            os.kill(process, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        for process in reversed(self.processes()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)

    def processes(self) -> list[int]:
        """Return the processes of the server, its first one first."""
        assert self.process is not None
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        return [first, *map(int, children)]


def ask(server: Server, statement: str) -> str:
    """Run a statement on a server; returns the first value."""
    command: list[str | Path] = [server.programs / "psql", "-X", "-q", "-A", "-t", "-h", "127.0.0.1"]
    command += ["-p", str(server.port), "-U", USER, "-d", USER, "-c", statement]
    environment = {**os.environ, "PGPASSWORD": server.password, "PGCONNECT_TIMEOUT": "5"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PostgresError(done.stderr)
    return done.stdout.strip()


@contextlib.contextmanager
def replicated(prepare: Callable[[Server], None]) -> Iterator[tuple[Server, Replica]]:
    """A primary, prepared by a function, and a replica that has caught up with it."""
    with private_server() as primary:
        prepare(primary)
        folder = Path(tempfile.mkdtemp(prefix="skills2work-replica-"))
        replica = Replica(folder, primary)
        try:
            replica.start()
            yield primary, replica
        finally:
            replica.stop()
            shutil.rmtree(folder, ignore_errors=True)
