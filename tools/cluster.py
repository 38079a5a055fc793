"""A private PostgreSQL cluster with PostGIS for tests and benchmarks: start | stop | address.

It belongs to nobody else: its own data folder below the temporary folder, a free loopback
port, a random password (scram) kept in a file only this account may read. `fsync` stays on,
because what the tests promise is what the bureau gets. PostgreSQL refuses to run as root, so
root runs it as the user `postgres`, which Debian's package makes.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
EXTENSIONS = ("postgis", "btree_gist")
NEEDED = "Debian: apt-get install postgresql postgresql-15-postgis-3 (or `make system`)"


class Missing(SystemExit):
    """Something has to be installed first; says what."""


def home() -> Path:
    """One cluster per working copy and account."""
    here = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"jingge-cluster-{os.getuid()}-{here}"


def programs() -> Path:
    """The folder of the newest installed server's programs."""
    found = sorted(
        (int(p.parent.parent.name), p.parent) for p in Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    )
    if found and found[-1][0] >= OLDEST:
        return found[-1][1]
    if (path := shutil.which("initdb")) is not None:
        return Path(path).resolve().parent
    raise Missing(f"PostgreSQL {OLDEST} or later is not installed. {NEEDED}")


def server(*command: str | Path, feed: str = "") -> str:
    """Run one of the server's programs, as `postgres` when we are root; return what it printed."""
    words = [str(word) for word in command]
    if os.getuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(words, input=feed, text=True, capture_output=True, cwd="/", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def alone() -> Iterator[Path]:
    """Hold the lock: several test runs may ask at the same moment."""
    folder = home()
    folder.mkdir(mode=0o711, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def is_running(folder: Path) -> bool:
    if not (folder / "state.json").exists():
        return False
    state = json.loads((folder / "state.json").read_text())
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", state["port"])) == 0


def make(folder: Path) -> None:
    """Build the data folder and start; the template gets the extensions, so every new database has them."""
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(data, owner.pw_uid, owner.pw_gid)
    bin_, port, password = programs(), free_port(), secrets.token_hex(16)
    server(
        bin_ / "initdb",
        "-D",
        data,
        "-U",
        "owner",
        "-A",
        "peer",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    system = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    (data / "pg_hba.conf").write_text(
        "local all owner peer map=private\nhost all jingge 127.0.0.1/32 scram-sha-256\n"
    )
    (data / "pg_ident.conf").write_text(f"private {system} owner\n")
    with (data / "postgresql.conf").open("a") as file:
        file.write(
            f"\nport = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{data}'\n"
            "max_connections = 60\nshared_buffers = 128MB\nfsync = on\nsynchronous_commit = on\n"
            "timezone = 'UTC'\nlog_min_messages = error\n"
        )
    server(bin_ / "pg_ctl", "-D", data, "-l", data / "log", "-w", "start")
    words = "".join(f"CREATE EXTENSION {name};\n" for name in EXTENSIONS)
    psql = (bin_ / "psql", "-h", data, "-p", str(port), "-U", "owner", "-v", "ON_ERROR_STOP=1", "-q")
    try:
        server(*psql, "-d", "template1", feed=words)
    except SystemExit as error:
        server(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        raise Missing(f"{error}\nPostGIS 3 is not installed. {NEEDED}") from error
    role = f"CREATE ROLE jingge LOGIN CREATEDB PASSWORD '{password}';\n"
    server(*psql, "-d", "postgres", feed=role + "CREATE DATABASE jingge OWNER jingge;\n")
    state = folder / "state.json"
    state.touch(mode=0o600)
    state.write_text(json.dumps({"port": port, "password": password}))


def address() -> str:
    """The address of the running cluster (starting it if need be), as JINGGE_DATABASE takes it."""
    with alone() as folder:
        if not is_running(folder):
            make(folder)
        state = json.loads((folder / "state.json").read_text())
    return f"postgresql://jingge:{state['password']}@127.0.0.1:{state['port']}/jingge"


def stop() -> None:
    """Stop the cluster and remove it with everything in it."""
    with alone() as folder:
        if is_running(folder):
            server(programs() / "pg_ctl", "-D", folder / "data", "-m", "fast", "stop")
        shutil.rmtree(folder)


def main(argv: list[str]) -> int:
    match argv:
        case ["start"] | ["address"]:
            print(address())
        case ["stop"]:
            stop()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
