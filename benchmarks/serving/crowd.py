"""Many readers at once, each asking for the next page as soon as it has read the last.

    python crowd.py < plan.json

A process of its own, so that it shares no interpreter with what is measured. The plan: port, readers, seconds, seed,
and `asked`: a list of [share, addresses]. Prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving.reader import spread

SLOW = 60  # seconds after which an answer counts as none


@dataclass
class Tally:
    """What all of them saw."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0
    errors: dict[str, int] = field(default_factory=dict)

    def wrong(self, what: str) -> None:
        self.errors[what] = self.errors.get(what, 0) + 1


class Connection:
    """Asks over one connection, opened anew when it was lost."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, address: str) -> tuple[int, int]:
        """Status and bytes of the body. Raises OSError, ValueError, asyncio.IncompleteReadError."""
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        reader, writer = self.streams
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        size = await self.body(reader, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), size

    async def body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> int:
        if "content-length" in headers:
            return len(await reader.readexactly(int(headers["content-length"])))
        size = 0
        while chunk := int((await reader.readline()).split(b";")[0], 16):
            size += chunk
            await reader.readexactly(chunk + 2)
        await reader.readline()
        return size

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None


async def read(plan: dict[str, Any], dice: random.Random, until: float, tally: Tally) -> None:
    """One reader, until the time is over."""
    shares, lists = zip(*plan["asked"], strict=True)
    connection = Connection(plan["port"])
    while (began := time.perf_counter()) < until:
        address = dice.choice(dice.choices(lists, shares)[0])
        try:
            status, size = await asyncio.wait_for(connection.ask(address), SLOW)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError) as error:
            tally.wrong(f"{type(error).__name__} {address}")
            connection.close()
            await asyncio.sleep(0.05)
            continue
        tally.seconds.append(time.perf_counter() - began)
        tally.size += size
        if status != 200:
            tally.wrong(f"{status} {address}")
    connection.close()


async def crowd(plan: dict[str, Any]) -> dict[str, object]:
    tally, began = Tally(), time.perf_counter()
    until = began + plan["seconds"]
    await asyncio.gather(
        *(read(plan, random.Random(plan["seed"] * 1000 + n), until, tally) for n in range(plan["readers"]))
    )
    seconds = time.perf_counter() - began
    return {
        "readers": plan["readers"],
        "seconds": round(seconds, 1),
        "requests_per_second": round(len(tally.seconds) / seconds, 1),
        "errors": sum(tally.errors.values()),
        "first_errors": dict(list(tally.errors.items())[:5]),
        **spread(tally.seconds),
        "kb_per_answer": round(tally.size / max(1, len(tally.seconds)) / 1024, 1),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(crowd(json.load(sys.stdin)))))
