"""Open load: requests leave at their time whether or not earlier ones came back.

A closed loop waits when the server is slow and so never sees the queue; here the time of a request
counts from when it should have left.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

_PATIENCE = 30.0


@dataclass(slots=True)
class Load:
    """Seconds of each answer, and how many were not what was asked for."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0


def run(port: int, path: str, *, cookie: str, rate: float, count: int) -> Load:
    """Send ``count`` requests at ``rate`` a second to this machine's ``port``."""
    return asyncio.run(_run(port, path, cookie, rate, count))


async def _run(port: int, path: str, cookie: str, rate: float, count: int) -> Load:
    load = Load()
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n"
        "Accept: text/html\r\n\r\n"
    ).encode()
    begun = time.perf_counter() + 0.05
    sent = []
    for number in range(count):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        sent.append(asyncio.create_task(_ask(port, request, due, idle, load)))
    await asyncio.wait_for(asyncio.gather(*sent), _PATIENCE + count / rate)
    for _reader, writer in idle:
        writer.close()
    return load


async def _ask(
    port: int,
    request: bytes,
    due: float,
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]],
    load: Load,
) -> None:
    reader, writer = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    status, length, chunked = await _head(reader)
    if chunked:
        await _chunks(reader)
    else:
        await reader.readexactly(length)
    load.seconds.append(time.perf_counter() - due)
    load.wrong += status != 200
    idle.append((reader, writer))


async def _head(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    lines = head.split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    chunked = "chunked" in fields.get("transfer-encoding", "")
    return int(lines[0].split()[1]), int(fields.get("content-length", 0)), chunked


async def _chunks(reader: asyncio.StreamReader) -> None:
    while True:
        size = int((await reader.readline()).strip() or b"0", 16)
        await reader.readexactly(size + 2)
        if size == 0:
            return
