"""The large file for the import benchmark is wrong exactly where it says."""

import csv
from pathlib import Path

from tests.factories.big_blocks import WRONG, write_big_blocks


def test_exactly_the_announced_lines_are_spoilt(tmp_path: Path) -> None:
    wrong = write_big_blocks(tmp_path / "wrong", blocks=3_000, wrong_rows=40)
    write_big_blocks(tmp_path / "right", blocks=3_000, wrong_rows=0)
    differing = {}
    for line, (bad, good) in enumerate(
        zip(*map(_rows, ("wrong", "right"), [tmp_path] * 2), strict=True), start=2
    ):
        fields = [name for name in bad if bad[name] != good[name]]
        if fields:
            differing[line] = ",".join(fields)
    assert differing == wrong
    assert len(wrong) == 40
    assert set(wrong.values()) == {field for field, _ in WRONG}


def _rows(name: str, folder: Path) -> list[dict[str, str]]:
    with (folder / name / "blocks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
