"""Reading the repository: its tracked files, its contexts in order, its modules."""

import ast
import importlib
import pkgutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "jingge"
BINARY = {".png", ".jpg", ".ico", ".ttf", ".woff2", ".xlsx", ".zip", ".gpkg", ".pdf", ".shp", ".kmz"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def readable(*suffixes: str) -> Iterator[tuple[Path, str]]:
    """Text files and what stands in them, all of them or those of these suffixes."""
    for path in tracked():
        if path.suffix not in BINARY and (not suffixes or path.suffix in suffixes):
            try:
                yield path.relative_to(ROOT), path.read_text()
            except UnicodeDecodeError:
                continue  # test material in other encodings


@cache
def order() -> tuple[str, ...]:
    """The contexts from top to bottom, as import-linter has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c for c in contracts if c["id"] == "contexts-order")["layers"]
    return tuple(layer.strip("()") for layer in layers)


def contexts() -> list[str]:
    """The contexts that exist."""
    return [name for name in order() if (PACKAGE / name / "__init__.py").exists()]


def looks_down(upper: str, lower: str) -> bool:
    return order().index(upper) <= order().index(lower)


def context_of(path: Path) -> str | None:
    """`src/jingge/planning/web/x.py` → planning."""
    parts = path.parts
    return parts[2] if parts[:2] == ("src", "jingge") and len(parts) > 3 else None


def modules(prefix: str) -> Iterator[ModuleType]:
    """A module and everything below it, imported."""
    try:
        top = importlib.import_module(prefix)
    except ModuleNotFoundError as error:
        if error.name and (prefix == error.name or prefix.startswith(error.name + ".")):
            return
        raise
    yield top
    for info in pkgutil.walk_packages(getattr(top, "__path__", []), prefix + "."):
        yield importlib.import_module(info.name)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
