"""What docs/engines/siting.md shows can be typed in: every example runs, in the order of the page."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.siting.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "engines" / "siting.md"
COMMAND = "python -m jingge_engines.siting "
COUNTY = "id,x,y,weight\na,0,0,5\nb,1,0,1\nc,2,0,1\nd,3,0,1\n"
TOWN = {"model": "p_median", "count": 1, "points": [{"id": "a", "x": 0, "y": 0, "weight": 1}]}


def examples(kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_examples_in_python_run() -> None:
    names: dict[str, Any] = {}
    blocks = examples("python")
    assert len(blocks) == 4
    for number, block in enumerate(blocks):
        exec(compile(block, f"{PAGE.name}, example {number + 1}", "exec"), names)  # noqa: S102
    assert names["result"].opened == ("b", "e")
    assert any("the number of offices is 2" in one.message for one in names["narrow"].violations)


def commands() -> list[str]:
    return [line.removeprefix(COMMAND) for block in examples("sh") for line in block.splitlines()]


@pytest.mark.parametrize("command", commands())
def test_the_commands_run_and_find_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "county.csv").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "town.json").write_text(json.dumps(TOWN), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)) == 0
    report = json.loads((tmp_path / "plans" / "report.json").read_text(encoding="utf-8"))
    assert report["feasible"]
    assert report["status"] == "proven"


def test_the_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((\.\./[^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert [one for one in links if not (PAGE.parent / one).exists()] == []
