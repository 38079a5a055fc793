"""Wrong input: one clear message that names file, entry, field, value and mend, and no file is written."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from jingge_engines.core.stop import MaxTime
from jingge_engines.rostering import solve
from jingge_engines.rostering.cli import main
from jingge_engines.rostering.io import problem_of
from tests.engines.rostering.instances import FOLDER, STATION

WRONG: list[tuple[tuple[str | int, ...], Any, tuple[str, ...]]] = [
    (("days",), 0, ("days", "0", "at least 1")),
    (("first_weekday",), 7, ("weekday 7", "0 to 6")),
    (("shifts", 0, "minutes"), 0, ("'duty'", "0 minutes")),
    (("shifts", 1, "id"), "duty", ("shifts", "'duty'", "twice")),
    (("shifts", 0, "never_next"), ["nap"], ("'duty'", "never_next", "'nap'")),
    (("shifts", 0, "night"), "yes", ("shifts, entry 1", "night", "'yes'")),
    (("members", 1, "number"), "0101", ("members", "'0101'", "twice")),
    (("members", 0, "most_of"), {"nap": 1}, ("'0101'", "most_of", "'nap'")),
    (("members", 0, "most_of"), ["duty"], ("members, entry 1", "most_of")),
    (("members", 1, "away"), [7], ("'0102'", "away", "day 7", "0 to 6")),
    (("members", 1, "away"), 1, ("members, entry 2", "away", "list of days")),
    (("members", 0, "least_run"), 0, ("'0101'", "least_run", "0")),
    (("members", 0, "least_run"), 9, ("'0101'", "most_run 6", "least_run 9")),
    (("members", 0, "before"), ["nap"], ("'0101'", "before", "'nap'")),
    (("covers", 0, "day"), 9, ("covers", "day 9", "0 to 6")),
    (("covers", 0, "team"), "divers", ("covers", "'divers'", "nobody")),
    (("covers", 0, "wanted"), -1, ("covers, entry 1", "wanted", "-1")),
    (("wishes", 0, "number"), "0199", ("wishes", "'0199'", "nobody")),
    (("fairness", "nights"), "much", ("fairness", "nights", "'much'")),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG)
def test_a_wrong_value_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    path: tuple[str | int, ...],
    value: Any,
    words: tuple[str, ...],
) -> None:
    told = copy.deepcopy(STATION)
    at: Any = told
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    (tmp_path / "in.json").write_text(json.dumps(told), encoding="utf-8")
    assert main(["solve", str(tmp_path / "in.json"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert [word for word in ("in.json", *words) if word not in said] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("SECTION_STAFF", "SECTION_CREW", ("SECTION_STAFF is missing",)),
        ("A,0\n", "A,zero\n", ("DAYS_OFF", "'zero'", "whole number")),
        ("0,D,5,100,1", "0,D,5,100", ("COVER", "4 values, not 5")),
        ("0,D,5,100,1", "0,X,5,100,1", ("covers", "'X'")),
        ("A,D=14,", "A,D,", ("STAFF", "'D'", "SHIFT=MOST")),
    ],
)
def test_a_wrong_line_of_a_published_form_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: tuple[str, ...]
) -> None:
    text = (FOLDER / "Instance1.txt").read_text(encoding="utf-8").replace("\r\n", "\n")
    assert old in text
    (tmp_path / "in.txt").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["solve", str(tmp_path / "in.txt"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert [word for word in ("in.txt", *words) if word not in said] == []


def test_a_roster_with_no_one_qualified_says_who_is_missing_when() -> None:
    told = copy.deepcopy(STATION)
    told["covers"].append({"day": 1, "shift": "duty", "wanted": 2, "team": "case"})
    found = solve(problem_of(told), stop=MaxTime(10))
    assert found.feasible
    assert found.short == ("day 1, duty: 1 missing of case, 1 of 2",)


def test_rules_of_a_person_that_contradict_are_named_and_no_others() -> None:
    told = copy.deepcopy(STATION)
    told["members"][2] |= {"away": [0, 1, 2, 3, 4, 5], "most_run": 3}
    found = solve(problem_of(told), stop=MaxTime(10))
    assert not found.feasible
    assert {(one.number, one.rule) for one in found.broken} == {
        ("0103", "away"),
        ("0103", "community_days_a_week"),
    }


@pytest.mark.parametrize(
    ("option", "value", "mend"),
    [
        ("--seed", "-1", "whole number from 0"),
        ("--seed", "x", "whole number from 0"),
        ("--from-day", "-3", "whole number from 0"),
        ("--time", "0", "seconds above 0"),
        ("--time", "nan", "seconds above 0"),
    ],
)
def test_an_option_that_cannot_be_is_refused_with_its_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, mend: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["solve", str(FOLDER / "Instance1.txt"), f"{option}={value}", "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert value in (said := capsys.readouterr().err) and mend in said
    assert not (tmp_path / "out").exists()
