"""Every download of the project, in one script: python | web | system | engines | peers | npm | lock.

Stock Python 3.11 or later, standard library only. Each part is skipped when a stamp says that
its lock has not changed, so a later start costs nothing. Versions and hashes come from
`requirements/*.lock` and `package-lock.json`; addresses come from the machine (pip's and npm's
own settings), so a mirror or an offline bundle needs no change here.

    python [demo|dev]   the virtual environment .venv with the platform (and the developer's tools)
    web                 browser code from npm into var/vendor
    system              Debian packages the tests need: PostgreSQL, PostGIS, Chromium, a Chinese font
    engines             .venv-engines: the engines and pytest, without Django
    peers               .venv-peers: GerryChain and spopt, which the districting benchmark is measured against, and locust
    lock                make the Python locks anew (developers; needs the network)
"""

from __future__ import annotations  # so that an old Python still gets as far as its message

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
ENGINES = ROOT / ".venv-engines"
PEERS = ROOT / ".venv-peers"
VENDOR = ROOT / "var" / "vendor"
NPM_VENV = ROOT / "var" / "npm"

# Folder under var/vendor -> files of npm packages. Nothing else of node_modules is ever served.
BROWSER_FILES = {
    "maplibre": [
        "maplibre-gl/dist/maplibre-gl.mjs",
        "maplibre-gl/dist/maplibre-gl-worker.mjs",
        "maplibre-gl/dist/maplibre-gl-shared.mjs",
        "maplibre-gl/dist/maplibre-gl.css",
    ],
    "htmx": ["htmx.org/dist/htmx.min.js"],
    "fonts": [
        "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
        "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
    ],
}


def fail(message: str) -> SystemExit:
    return SystemExit(f"provision: {message}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    words = [str(word) for word in command]
    print("+", " ".join(w.removeprefix(f"{ROOT}/") for w in words), flush=True)
    if subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode:
        raise fail(f"`{' '.join(words)}` failed; what it said is above")


def stamp_of(*files: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, *files: Path) -> bool:
    return stamp.exists() and stamp.read_text() == stamp_of(*files)


def bare_environment(folder: Path) -> None:
    """An empty virtual environment with pip; Debian keeps that part of Python in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        if not may_install():
            raise fail("this Python has no ensurepip; Debian: apt-get install python3-venv")
        install(["python3-venv"])
    venv.create(folder, with_pip=True, clear=folder.exists())


def may_install() -> bool:
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    apt = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-q", env=apt)
    run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, env=apt)


def environment(folder: Path, lock: Path, stamp: Path, *, also: list[Path] | None = None) -> bool:
    """Make a virtual environment with exactly what the lock names. Says whether anything was done."""
    watched = [lock, *(also or [])]
    if is_fresh(stamp, *watched):
        return False
    if not (folder / "bin" / "pip").exists():
        bare_environment(folder)
    # Wheels only: no compiler, and no code of a package runs while it is installed.
    run(
        folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        "--require-hashes", "--only-binary", ":all:", "-r", lock,
    )  # fmt: skip
    return True


def mark(stamp: Path, *files: Path) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(stamp_of(*files))


def python(which: str = "demo") -> None:
    """The environment of the platform; `dev` holds all of `demo`, in the same versions."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        raise fail(
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. Use `make PYTHON=python3.12`"
        )
    project = ROOT / "pyproject.toml"
    stamps = {name: VENV / "stamps" / name for name in ("demo", "dev")}
    if which == "demo" and is_fresh(stamps["dev"], LOCKS / "dev.lock", project):
        return
    lock = LOCKS / f"{which}.lock"
    if environment(VENV, lock, stamps[which], also=[project]):
        run(
            VENV / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-build-isolation", "--no-deps", "-e", ".",
        )  # fmt: skip
        mark(stamps[which], lock, project)


def engines() -> None:
    """The engines' environment: no Django in it, which is the point."""
    lock, stamp = LOCKS / "engines.lock", ENGINES / "stamp"
    if environment(ENGINES, lock, stamp):
        mark(stamp, lock)


def peers() -> None:
    """The environment of the benchmark's peers: nothing of theirs ever reaches the product."""
    lock, stamp = LOCKS / "peers.lock", PEERS / "stamp"
    if environment(PEERS, lock, stamp):
        mark(stamp, lock)


def npm() -> str:
    """The machine's npm, or the one from the PyPI wheel."""
    if (found := shutil.which("npm")) is not None:
        return found
    lock, stamp = LOCKS / "npm.lock", NPM_VENV / "stamp"
    if environment(NPM_VENV, lock, stamp):
        mark(stamp, lock)
    return str(NPM_VENV / "bin" / "npm")


def copy_without_map(source: Path, target: Path) -> None:
    """Source maps are not shipped, and Django's static hashing stops at a name that leads nowhere."""
    content = source.read_bytes()
    head, mark_, tail = content.rpartition(b"//# sourceMappingURL=")
    target.write_bytes(head if mark_ and b"\n" not in tail.strip() else content)


def web() -> None:
    """Browser code by version and hash (package-lock.json), copied to where Django serves it from."""
    watched = (ROOT / "package.json", ROOT / "package-lock.json", Path(__file__))
    stamp = VENDOR / "stamp"
    if is_fresh(stamp, *watched):
        return
    program = npm()
    path = f"{Path(program).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    run(program, "ci", "--ignore-scripts", "--no-audit", "--no-fund", env={"PATH": path})
    for folder, files in BROWSER_FILES.items():
        (VENDOR / folder).mkdir(parents=True, exist_ok=True)
        for file in files:
            copy_without_map(ROOT / "node_modules" / file, VENDOR / folder / Path(file).name)
    shutil.rmtree(ROOT / "node_modules")
    mark(stamp, *watched)


def postgres_programs() -> Path | None:
    """The newest PostgreSQL of at least version 15."""
    found = sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb"), key=lambda p: int(p.parts[4]))
    return found[-1].parent if found and int(found[-1].parts[4]) >= 15 else None


def missing_packages() -> list[str]:
    """Debian packages still to be installed, by name."""
    wanted = []
    programs = postgres_programs()
    if programs is None:
        wanted += ["postgresql", "postgresql-postgis"]
    elif not list(Path("/usr/share/postgresql", programs.parent.name, "extension").glob("postgis.control")):
        wanted.append(f"postgresql-{programs.parent.name}-postgis-3")
    if shutil.which("chromium") is None:
        wanted.append("chromium")
    if not list(Path("/usr/share/fonts").rglob("NotoSansCJK*")):
        wanted.append("fonts-noto-cjk")
    if not list(Path("/usr/lib").glob("**/libatomic.so.1")):
        wanted.append("libatomic1")  # the driver of the browser tests does not start without it
    return wanted


def system() -> None:
    """Real parts for the tests. As root on Debian they are installed; otherwise the list is said."""
    wanted = missing_packages()
    if not wanted:
        return
    if not may_install():
        raise fail(
            f"the tests need these Debian packages: {' '.join(wanted)}\nask an administrator to install them"
        )
    install(wanted)
    if still := missing_packages():
        raise fail(f"installed, yet still not found: {' '.join(still)}")


def lock() -> None:
    """New locks: universal (every platform and Python), hashed, without addresses. uv comes from PyPI."""
    tool = ROOT / "var" / "lock-tool"
    if not (tool / "bin" / "uv").exists():
        venv.create(tool, with_pip=True)
        run(tool / "bin" / "pip", "install", "--quiet", "uv")
    common: list[str | Path] = [
        tool / "bin" / "uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes",
        "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11",
    ]  # fmt: skip
    project = LOCKS.parent / "pyproject.toml"
    sources: dict[str, list[str | Path]] = {
        "dev": ["--all-extras", project, LOCKS / "build.in"],
        "demo": ["--extra", "platform", "-c", LOCKS / "dev.lock", project, LOCKS / "build.in"],
        "engines": ["-c", LOCKS / "dev.lock", project, LOCKS / "engines-alone.in"],
        "npm": [LOCKS / "npm.in"],
        "peers": [LOCKS / "peers.in"],
    }
    for name, words in sources.items():
        relative = [str(w).removeprefix(f"{ROOT}/") for w in words]
        run(*common, *relative, "-o", f"requirements/{name}.lock")


PARTS: dict[str, Callable[..., object]] = {
    "python": python,
    "web": web,
    "system": system,
    "engines": engines,
    "peers": peers,
    "lock": lock,
    "npm": npm,
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in PARTS:
        print(__doc__, file=sys.stderr)
        return 2
    PARTS[argv[0]](*argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
