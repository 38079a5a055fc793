"""What docs/engines/districting.md shows can be typed in: every example runs, in the order of the page."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.districting.cli import main
from tests.engines.districting.cases import grid_edges

PAGE = Path(__file__).parents[4] / "docs" / "engines" / "districting.md"
COMMAND = "python -m jingge_engines.districting "
FILES = {
    "today.csv": "id,district\n" + "".join(f"{i},{'ABC'[i % 6 // 2]}\n" for i in range(24)),
    "lock.csv": "unit,area\n0,A\n",
    "together.csv": "u,v\n0,1\n",
    "apart.csv": "u,v\n0,23\n",
    "seats.csv": "id\n0\n10\n22\n",
    "offices.csv": "id,fixed_cost,capacity\n2,20,90\n9,30,90\n16,25,90\n21,20,90\n",
}


def examples(kind: str) -> list[str]:
    """The code blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the page: the blocks of its first example."""
    rows = ["id,population,lon,lat,village,station,homes"]
    for i in range(24):
        x, y = i % 6, i // 6
        side = "west" if x < 3 else "east"
        rows.append(f"{i},{9 - x},{106.3 + 0.01 * x},{38.1 + 0.01 * y},village-{y}-{x // 3},{side},40")
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "nodes.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    edges = "u,v,km\n" + "".join(f"{u},{v},1.1\n" for u, v in grid_edges(6, 4))
    (tmp_path / "town" / "edges.csv").write_text(edges, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_in_python_run(town: Path) -> None:
    names: dict[str, Any] = {}
    blocks = examples("python")
    assert len(blocks) >= 6
    for number, block in enumerate(blocks):
        exec(compile(block, f"{PAGE.name}, example {number + 1}", "exec"), names)  # noqa: S102
    assert (town / "plan.gpkg").exists()
    assert names["found"].constraints
    assert names["served"].feasible


def commands() -> list[str]:
    return [line.removeprefix(COMMAND) for block in examples("sh") for line in block.splitlines()]


@pytest.mark.parametrize("command", commands())
def test_the_commands_run_and_find_a_plan(town: Path, command: str) -> None:
    assert main(shlex.split(command)) == 0
    report = json.loads((town / "plans" / "report.json").read_text(encoding="utf-8"))
    assert report["feasible"]


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", PAGE.read_text(encoding="utf-8"))
    assert len(pictures) == 3
    assert [one for one in pictures if not (PAGE.parent / one).exists()] == []
