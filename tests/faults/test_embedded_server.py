"""The embedded PostgreSQL: killed, started twice at once, started by root, and kept from others."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from doorstep.platform.db import cluster
from doorstep.platform.db.cluster import ServerTrouble
from doorstep.platform.db.embedded import (
    DATABASE,
    ServerAddress,
    database_urls,
    ensure_server,
    leave_server,
    socket_dir_of,
)
from doorstep.platform.db.roles import ensure_roles

from .conftest import Client

NOBODY = pwd.getpwnam("nobody")


ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(filter(None, sys.path))}


def python_for_others(options: dict[str, object]) -> str:
    """Return a Python that an ordinary user may run with our packages, or skip the test."""
    for python in (sys.executable, "/usr/bin/python3"):
        tried = [python, "-c", "import doorstep.platform.db.embedded"]
        try:
            subprocess.run(
                tried, cwd="/", env=ENVIRONMENT, check=True, capture_output=True, **options
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("this copy lies in a folder that an ordinary user can't read")


def one(address: ServerAddress, query: str) -> object:
    with psycopg.connect(address.dsn(), autocommit=True) as connection:
        return connection.execute(query).fetchone()[0]


def kill_postmaster(data_dir: Path) -> None:
    os.kill(cluster.postmaster_pid(data_dir), signal.SIGKILL)


def write_until_broken(address: ServerAddress, acknowledged: list[int]) -> None:
    with psycopg.connect(address.dsn(), autocommit=True) as connection:
        for number in range(1_000_000):
            try:
                connection.execute("INSERT INTO written VALUES (%s)", [number])
            except psycopg.OperationalError:
                return
            acknowledged.append(number)


class TestKilled:
    def test_every_acknowledged_write_is_there_afterwards(self, data_dir: Path) -> None:
        address = ensure_server(data_dir)
        with psycopg.connect(address.dsn(), autocommit=True) as connection:
            connection.execute("CREATE TABLE written (number int PRIMARY KEY)")
        acknowledged: list[int] = []
        writer = threading.Thread(target=write_until_broken, args=(address, acknowledged))
        writer.start()
        while len(acknowledged) < 200:
            time.sleep(0.01)

        kill_postmaster(data_dir)
        began = time.monotonic()
        again = ensure_server(data_dir)
        writer.join(10)

        assert not again.joined
        assert time.monotonic() - began < 30
        with psycopg.connect(again.dsn()) as connection:
            kept = {row[0] for row in connection.execute("SELECT number FROM written")}
        assert set(acknowledged) <= kept

    def test_kill_while_nobody_looks_then_a_new_process_starts_it(self, data_dir: Path) -> None:
        client = Client(data_dir)
        assert "is running" in client.said()
        kill_postmaster(data_dir)
        client.process.kill()
        client.end()
        address = ensure_server(data_dir)
        assert not address.joined
        assert one(address, "SELECT 1") == 1

    def test_number_of_the_dead_server_taken_by_another_program(self, data_dir: Path) -> None:
        ensure_server(data_dir)
        note = (data_dir / "postmaster.pid").read_text()
        leave_server(data_dir)
        owner = data_dir.stat().st_uid
        options = {"user": owner} if os.geteuid() == 0 else {}
        other = subprocess.Popen(["sleep", "60"], **options)
        try:
            _, rest = note.split("\n", 1)
            (data_dir / "postmaster.pid").write_text(f"{other.pid}\n{rest}")
            os.chown(data_dir / "postmaster.pid", owner, -1)
            assert one(ensure_server(data_dir), "SELECT 1") == 1
            assert other.poll() is None, "a stranger's process was ended"
        finally:
            other.kill()
            other.wait()


class TestTwice:
    def test_two_at_once_one_starts_and_one_joins(self, data_dir: Path) -> None:
        clients = [Client(data_dir), Client(data_dir)]
        said = sorted(client.said() for client in clients)
        assert "already running; joined it" in said[0]
        assert "is running" in said[1]
        for client in clients:
            client.end()

    def test_who_leaves_first_does_not_stop_it_and_who_leaves_last_does(
        self, data_dir: Path
    ) -> None:
        first, second = Client(data_dir), None
        first.said()
        second = Client(data_dir)
        second.said()
        first.end()
        assert cluster.is_postgres(cluster.postmaster_pid(data_dir))
        second.end()
        assert not cluster.is_postgres(cluster.postmaster_pid(data_dir))

    def test_a_client_killed_outright_holds_nothing_up(self, data_dir: Path) -> None:
        client = Client(data_dir)
        client.said()
        client.process.kill()
        client.end()
        assert ensure_server(data_dir).joined


@pytest.mark.usefixtures("as_root")
class TestByRoot:
    def test_server_runs_as_somebody_else(self, data_dir: Path) -> None:
        address = ensure_server(data_dir)
        server = psutil.Process(cluster.postmaster_pid(data_dir))
        assert server.uids().real != 0
        assert one(address, "SELECT current_user") == "postgres"

    def test_behind_a_folder_that_is_closed_to_others(self, tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        try:
            assert one(ensure_server(closed / "pg"), "SELECT 1") == 1
            assert closed.stat().st_mode & 0o077 == 0o001, "more than the right to pass was given"
        finally:
            leave_server(closed / "pg")

    def test_an_ordinary_user_starts_it_too(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        home.mkdir()
        os.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)
        for folder in [home, *home.parents]:
            folder.chmod(folder.stat().st_mode | 0o011)
        options = {"user": NOBODY.pw_uid, "group": NOBODY.pw_gid, "extra_groups": []}
        python = python_for_others(options)
        client = Client(home / "pg", python=python, cwd="/", env=ENVIRONMENT, **options)
        assert "is running" in client.said()
        # Root joins a server that belongs to somebody else, and leaves it to them.
        assert ensure_server(home / "pg").joined
        leave_server(home / "pg")
        client.end()
        assert not cluster.is_postgres(cluster.postmaster_pid(home / "pg"))


class TestKeptFromOthers:
    def test_refuses_a_data_folder_that_others_can_enter(self, data_dir: Path) -> None:
        ensure_server(data_dir)
        data_dir.chmod(0o755)
        with pytest.raises(ServerTrouble, match="chmod 700"):
            ensure_server(data_dir)
        data_dir.chmod(0o700)

    def test_long_path_puts_the_socket_into_a_private_folder(self, tmp_path: Path) -> None:
        data_dir = tmp_path / ("long" * 20) / "pg"
        data_dir.parent.mkdir()
        socket_dir = socket_dir_of(data_dir)
        assert len(str(socket_dir / ".s.PGSQL.5432")) < 90
        try:
            address = ensure_server(data_dir)
            assert one(address, "SELECT 1") == 1
            assert socket_dir.stat().st_mode & 0o077 == 0
        finally:
            leave_server(data_dir)
            socket_dir.rmdir()

    def test_refuses_a_socket_folder_laid_out_by_others(self, tmp_path: Path) -> None:
        data_dir = tmp_path / ("long" * 20) / "pg"
        data_dir.parent.mkdir()
        socket_dir_of(data_dir).mkdir(mode=0o777)
        socket_dir_of(data_dir).chmod(0o777)
        try:
            with pytest.raises(ServerTrouble, match="chmod 700"):
                ensure_server(data_dir)
        finally:
            leave_server(data_dir)
            socket_dir_of(data_dir).rmdir()

    @pytest.mark.usefixtures("as_root")
    def test_another_account_is_refused_even_through_open_folders(self, data_dir: Path) -> None:
        address = ensure_server(data_dir)
        ensure_roles(address.dsn(), DATABASE)
        for folder in [data_dir, *data_dir.parents]:
            folder.chmod(folder.stat().st_mode | 0o011)
        (data_dir / ".s.PGSQL.5432").chmod(0o777)
        psql = [cluster.binary("psql"), "-c", "SELECT 1", database_urls(data_dir)["DATABASE_URL"]]
        done = subprocess.run(psql, user=NOBODY.pw_uid, cwd="/", capture_output=True, text=True)
        data_dir.chmod(0o700)
        assert done.returncode != 0
        if "Permission denied" not in done.stderr:
            assert "peer authentication failed" in done.stderr.lower()


class TestRoles:
    def test_the_application_owns_nothing_and_residents_rights_stay_apart(
        self, data_dir: Path
    ) -> None:
        address = ensure_server(data_dir)
        ensure_roles(address.dsn(), DATABASE)
        ensure_roles(address.dsn(), DATABASE)
        with psycopg.connect(address.dsn("doorstep_owner", DATABASE), autocommit=True) as owner:
            owner.execute("CREATE TABLE shelf (book text)")
            owner.execute("ALTER TABLE shelf ENABLE ROW LEVEL SECURITY")
            owner.execute("CREATE POLICY theirs ON shelf TO doorstep_resident USING (true)")
            owner.execute("INSERT INTO shelf VALUES ('one')")
        with psycopg.connect(address.dsn("doorstep_app", DATABASE), autocommit=True) as app:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("CREATE TABLE mine (a int)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("TRUNCATE shelf")
            # The policy of residents doesn't hold for the application's own role …
            assert app.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
            app.execute("SET ROLE doorstep_resident")  # … until it takes theirs on.
            assert app.execute("SELECT count(*) FROM shelf").fetchone() == (1,)
