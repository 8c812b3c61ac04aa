"""Clusters of their own, in folders of their own: nothing here touches the tests' database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from doorstep.platform.db import cluster
from doorstep.platform.db.embedded import leave_server

# Starts or joins, says what it did, and stays until its standard input is closed.
CLIENT = """
import sys
from pathlib import Path
from doorstep.platform.db.embedded import ensure_server
print(ensure_server(Path(sys.argv[1])).describe(), flush=True)
sys.stdin.read()
"""


class Client:
    """Another process that uses the server at ``data_dir``."""

    def __init__(self, data_dir: Path, *, python: str = sys.executable, **options: object) -> None:
        self.process = subprocess.Popen(
            [python, "-c", CLIENT, str(data_dir)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            **options,  # type: ignore[call-overload]
        )  # fmt: skip

    def said(self) -> str:
        line = self.process.stdout.readline()
        return line or self.process.stderr.read()

    def end(self) -> None:
        self.process.communicate(timeout=60)


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "pg"
    yield folder
    leave_server(folder)
    pid = cluster.postmaster_pid(folder)
    assert not cluster.is_postgres(pid), "the server outlived everybody who used it"


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
