"""Wrong input: one clear message that names file, entry, field, value and mend, and no file is written."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.core.reading import InputError
from jingge_engines.staffing.cli import main
from jingge_engines.staffing.io import read_problem
from tests.engines.staffing.instances import BUREAU, COUNTY


def changed(base: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    told = copy.deepcopy(base)
    at: Any = told
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return told


WRONG: list[tuple[dict[str, Any], tuple[str | int, ...], Any, tuple[str, ...]]] = [
    (BUREAU, ("persons", 0, "station"), "c", ("persons", "'1'", "'c'", "not listed")),
    (BUREAU, ("persons", 1, "number"), "1", ("persons", "'1'", "twice")),
    (BUREAU, ("persons", 1, "kind"), "robot", ("persons, entry 2", "kind", "'robot'", "auxiliary")),
    (BUREAU, ("persons", 2, "posting_years"), -1, ("persons, entry 3", "posting_years", "-1")),
    (BUREAU, ("persons", 0, "posts"), ["moon"], ("'1'", "'moon'", "not listed")),
    (BUREAU, ("stations", 0, "workload"), "much", ("stations, entry 1", "workload", "'much'")),
    (BUREAU, ("posts", 0, "most"), 0, ("posts", "'area'", "least 1, most 0")),
    (BUREAU, ("posts", 1, "kinds"), ["cook"], ("posts, entry 2", "kinds", "'cook'")),
    (BUREAU, ("rules", 0, "least"), 0, ("rules, entry 1", "least", "above 0")),
    (BUREAU, ("rules", 0, "rule"), "wish", ("rules, entry 1", "'wish'", "station_share")),
    (BUREAU, ("rules", 2, "units"), ["u9"], ("covered", "'u9'", "no post")),
    (BUREAU, ("rules", 3, "role"), "pilot", ("stability", "'pilot'")),
    (BUREAU, ("rules", 3, "colour"), "red", ("rules, entry 4", "colour", "role, years, exempt")),
    (BUREAU, ("goals",), ["glory"], ("goals", "glory", "transfers")),
    (BUREAU, ("distance_km",), [[0, 1]], ("distance_km", "2 rows")),
    (BUREAU, ("distance_km",), [[0, -1], [1, 0]], ("distance_km", "'a'", "'b'", "-1")),
    (COUNTY, ("officers", 0, "station"), 7, ("'10'", "'7'", "not listed")),
    (COUNTY, ("officers", 0, "may_not_move"), "no", ("officers, entry 1", "may_not_move", "'no'", "true or false")),
    (COUNTY, ("stations", 0, "max_officers"), 1, ("size 0", "least 2, most 1")),
    (COUNTY, ("rules", "community_share_min"), 0, ("community_share_min", "above 0")),
    (COUNTY, ("rules", "communities_per_officer_max"), 0, ("communities_per_officer_max", "at least 1")),
    (COUNTY, ("communities", 0, "station"), 5, ("communities", "'5'", "not listed")),
]  # fmt: skip


@pytest.mark.parametrize(("base", "path", "value", "words"), WRONG)
def test_a_wrong_value_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    base: dict[str, Any],
    path: tuple[str | int, ...],
    value: Any,
    words: tuple[str, ...],
) -> None:
    (tmp_path / "in.json").write_text(json.dumps(changed(base, path, value)), encoding="utf-8")
    assert main(["solve", str(tmp_path / "in.json"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert [word for word in ("in.json", *words) if word not in said] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("text", "word"), [("{", "line 1"), ("[]", "no JSON object"), ("\udcff", "UTF-8")])
def test_a_file_that_is_no_question_is_named(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "in.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=word):
        read_problem(tmp_path / "in.json")


def test_more_posts_than_people_are_counted_out_in_words(tmp_path: Path) -> None:
    told = changed(BUREAU, ("posts", 2, "least"), 3)
    (tmp_path / "in.json").write_text(json.dumps(told), encoding="utf-8")
    assert main(["solve", str(tmp_path / "in.json"), "--out", str(tmp_path / "out")]) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["feasible"] is False
    assert "posts for officer: 4 must be held and 2 can be" in report["clash"]["counts"]
    assert report["clash"]["smallest"]


def test_nobody_qualified_is_counted_out_in_words(tmp_path: Path) -> None:
    told = changed(BUREAU, ("posts", 0, "wants"), ["law degree"])
    (tmp_path / "in.json").write_text(json.dumps(told), encoding="utf-8")
    assert main(["solve", str(tmp_path / "in.json"), "--out", str(tmp_path / "out")]) == 0
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert "post area needs 1 and 0 are qualified" in report["clash"]["counts"]
