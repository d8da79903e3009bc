"""The real server of a record, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

READY = re.compile(r"http://[^/\s]+:(\d+)/")
PATIENCE = 600  # seconds for a large record to be opened
COMMAND = (sys.executable, "-c", "from stemmata.show.cli import main; main()")


class Server:
    """`stemmata serve` on a free port, until the end of the `with`. Raises RuntimeError where it does not start."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.seconds = folder, 0, 0.0
        self.said: list[str] = []
        self._told = threading.Event()

    def __enter__(self) -> Server:
        began = time.perf_counter()
        command = [*COMMAND, "-C", str(self.folder), "serve", "--port", "0", *quietly()]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        threading.Thread(target=self._listen, daemon=True).start()
        if not (self._told.wait(PATIENCE) and self.port and self._answers()):
            self.stop()
            raise RuntimeError(f"stemmata serve did not start: {''.join(self.said).strip() or 'it said nothing'}")
        self.seconds = time.perf_counter() - began
        return self

    def _answers(self) -> bool:
        """Whether it takes connections, as it does soon after it said so."""
        until = time.perf_counter() + PATIENCE
        while self.process.poll() is None and time.perf_counter() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).close()
            except ConnectionRefusedError:
                time.sleep(0.02)
            else:
                return True
        return False

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if not self.port and (found := READY.search(line)):
                self.port = int(found[1])
                self._told.set()
        self._told.set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory(self) -> dict[str, int] | None:
        """MB that it and its children hold now, and have held at most; None where the system does not tell."""
        proc = Path("/proc")
        if not (proc / "self/status").exists():
            return None
        statuses = [status for pid in proc.glob("[0-9]*") if (status := self._status(pid))]
        return {key: sum(int(found[field].split()[0]) for found in statuses) // 1024
                for key, field in (("now", "VmRSS"), ("most", "VmHWM"))}  # fmt: skip

    def seconds_of_processor(self) -> float:
        """What it has used of the processor: steadier than the clock on a machine that others use."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _status(self, process: Path) -> dict[str, str] | None:
        """What the system says of a process, where it is ours."""
        try:
            if os.getsid(int(process.name)) != self.process.pid:
                return None
            lines = (process / "status").read_text().splitlines()
        except OSError:
            return None  # it has ended meanwhile
        found = dict(line.split(":", 1) for line in lines)
        return found if "VmRSS" in found else None


def quietly() -> list[str]:
    """The option that keeps it from opening a browser, where it has one."""
    told = subprocess.run([*COMMAND, "serve", "--help"], capture_output=True, text=True, check=True).stdout
    return ["--no-browser"] if "--no-browser" in told else []
