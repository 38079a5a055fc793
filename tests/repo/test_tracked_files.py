"""What stands in the files of the repository, and what never does."""

import json
import re

import pytest

from tests.repo.source import ROOT, readable, tracked

HERE = "tests/repo/test_tracked_files.py"
MACHINE_PATH = re.compile(
    r"(?<![\w./-])/(?:work|root|home/[a-z]+|Users/\w+|tmp|private/var)/[\w.-]+|[A-Z]:\\\\Users"
)
REGISTRY = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|npmmirror|tuna\.tsinghua|aliyun|huaweicloud|jsdelivr|unpkg|cdnjs)"
)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
SKIPPED = re.compile(r"mark\.(?:skip|skipif|xfail)|pytest\.(?:skip|xfail|importorskip)|unittest\.skip")


def lines_with(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{path}: {match.group(0)}"
        for path, text in readable(*suffixes)
        if str(path) != HERE and (match := pattern.search(text))
    ]


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_the_address_of_a_registry() -> None:
    """Where packages come from is the machine's affair: mirrors and closed networks must work."""
    assert lines_with(REGISTRY) == []


def test_nothing_is_left_for_later() -> None:
    assert lines_with(UNFINISHED, ".py", ".html", ".js", ".md") == []


def test_no_test_is_skipped() -> None:
    assert lines_with(SKIPPED, ".py") == []


@pytest.mark.parametrize("name", ["demo", "dev", "engines", "npm", "peers"])
def test_every_line_of_a_python_lock_is_pinned_with_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements" / f"{name}.lock").read_text().strip())
    unpinned = [e.split("\n")[0] for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert unpinned == []


def test_every_browser_package_is_pinned_with_a_hash_and_without_an_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    entries = {name: entry for name, entry in packages.items() if name}
    assert entries
    assert [name for name, entry in entries.items() if "integrity" not in entry or "resolved" in entry] == []


def test_each_python_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    bare = [line.strip() for line in block.splitlines() if line.strip().startswith('"') and "#" not in line]
    assert bare == []


def test_nothing_third_party_or_large_is_committed() -> None:
    large = [f"{p.relative_to(ROOT)}: {p.stat().st_size}" for p in tracked() if p.stat().st_size > 2_000_000]
    assert large == []
    assert [str(p) for p in tracked() if "node_modules" in p.parts or p.name.endswith(".min.js")] == []
