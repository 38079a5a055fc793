"""Downloads: skipped while nothing changed, refused in words when something real is missing. And the task list."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.repo.source import ROOT
from tools import provision


def test_a_stamp_holds_until_a_watched_file_changes(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "a.lock", tmp_path / "stamps" / "a"
    lock.write_text("django==5.2\n")
    assert not provision.is_fresh(stamp, lock)
    provision.mark(stamp, lock)
    assert provision.is_fresh(stamp, lock)
    lock.write_text("django==5.3\n")
    assert not provision.is_fresh(stamp, lock)


def test_a_missing_real_part_is_named_and_stops_who_cannot_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(provision, "missing_packages", lambda: ["chromium", "postgresql-15-postgis-3"])
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"chromium postgresql-15-postgis-3"):
        provision.system()


def test_nothing_is_missing_here() -> None:
    assert provision.missing_packages() == []


def test_source_maps_are_left_out_and_nothing_else(tmp_path: Path) -> None:
    source, target = tmp_path / "a.mjs", tmp_path / "b.mjs"
    source.write_bytes(b"export{a};\n//# sourceMappingURL=a.mjs.map\n")
    provision.copy_without_map(source, target)
    assert target.read_bytes() == b"export{a};\n"
    source.write_bytes(b'const url="//# sourceMappingURL=x";\nexport{url};\n')
    provision.copy_without_map(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_every_file_served_to_browsers_is_there() -> None:
    wanted = [
        provision.VENDOR / folder / Path(file).name
        for folder, files in provision.BROWSER_FILES.items()
        for file in files
    ]
    assert [str(path) for path in wanted if not path.exists()] == []


def test_make_alone_lists_every_task() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    # parts of the others
    hidden = {"python-demo", "python-dev", "web", "system", "engines", "peers", "catalogues"}
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)) - hidden
    assert tasks == set(re.findall(r"make ([a-z-]+)", listed))


def test_continuous_integration_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text()
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make test")
