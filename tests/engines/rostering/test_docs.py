"""What docs/engines/rostering.md shows can be typed in: every example runs, in the order of the page."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.rostering.cli import main
from tests.engines.rostering.instances import FOLDER, STATION

PAGE = Path(__file__).parents[3] / "docs" / "engines" / "rostering.md"
COMMAND = "python -m jingge_engines.rostering "


def examples(kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_examples_in_python_run() -> None:
    names: dict[str, Any] = {}
    for number, block in enumerate(examples("python")):
        exec(compile(block, f"{PAGE.name}, example {number + 1}", "exec"), names)  # noqa: S102
    assert "the most working time (960) and days in the own area (2)" in names["none"].broken[0].message


def test_the_commands_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "station.json").write_text(json.dumps(STATION), encoding="utf-8")
    shutil.copy(FOLDER / "Instance1.txt", tmp_path)
    monkeypatch.chdir(tmp_path)
    for line in (line for block in examples("sh") for line in block.splitlines()):
        assert main(shlex.split(line.removeprefix(COMMAND))) == 0
        report = json.loads((tmp_path / "plans" / "report.json").read_text(encoding="utf-8"))
        assert report["feasible"]
        assert report["status"] == "proven"
