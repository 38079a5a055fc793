"""What docs/engines/staffing.md shows can be typed in: every example runs, in the order of the page."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.staffing.cli import main
from tests.engines.staffing.instances import BUREAU, COUNTY, FOLDER

PAGE = Path(__file__).parents[3] / "docs" / "engines" / "staffing.md"
COMMAND = "python -m jingge_engines.staffing "


def examples(kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_examples_in_python_run() -> None:
    names: dict[str, Any] = {}
    for number, block in enumerate(examples("python")):
        exec(compile(block, f"{PAGE.name}, example {number + 1}", "exec"), names)  # noqa: S102
    assert [move.number for move in names["result"].moves if move.transfer] == ["0103"]
    assert [point.value is None for point in names["points"]] == [True, False, False]


def commands() -> list[str]:
    return [line.removeprefix(COMMAND) for block in examples("sh") for line in block.splitlines()]


@pytest.mark.parametrize("command", commands())
def test_the_commands_run_and_prove_their_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "county.json").write_text(json.dumps(COUNTY), encoding="utf-8")
    (tmp_path / "bureau.json").write_text(json.dumps(BUREAU), encoding="utf-8")
    shutil.copy(FOLDER / "gap1.txt", tmp_path / "gap.txt")
    (tmp_path / "province").mkdir()
    shutil.copy(tmp_path / "county.json", tmp_path / "province")
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)) == 0
    reports = [json.loads(one.read_text(encoding="utf-8")) for one in tmp_path.glob("plans/**/report.json")]
    answers = [answer for report in reports for answer in report.get("answers", [report])]
    assert {answer["status"] for answer in answers} == {"proven"}
