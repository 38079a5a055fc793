"""A question that no plan could answer is refused where it is put, by field, value and mend."""

from typing import Any

import numpy as np
import pytest

from jingge_engines.districting import Params, Problem, ProblemError
from tests.engines.districting.cases import grid


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"units": ("a", "b", "b", "d")}, "units: id 'b' stands twice"),
        (
            {"units": (), "load": [], "points": np.zeros((0, 2)), "edges": np.zeros((0, 2))},
            "units: none given",
        ),
        ({"load": [1, 2, -3, 4]}, "load: unit 'u2' has -3.0; give a number of at least 0"),
        ({"load": [1, 2, float("nan"), 4]}, "load: unit 'u2' has nan"),
        ({"load": [1, 2]}, r"load: \(2,\) values for 4 units"),
        ({"inertia_weight": [1, 2, 3, float("inf")]}, "inertia_weight: unit 'u3' has inf"),
        ({"change_weight_of": [1, 2, 3, -1]}, "change_weight_of: unit 'u3' has -1.0"),
        ({"edges": [[0, 1], [1, 0]]}, "edges: row 1, 'u0' - 'u1', stands twice"),
        ({"edges": [[2, 2]]}, "edges: row 0 joins 'u2' to itself"),
        ({"edges": [[0, 9]]}, r"edges: row 0 is \(0, 9\); ends must be 0 to 3"),
        ({"points": np.full((4, 2), np.nan)}, "points: unit 'u0' stands at"),
        ({"points": np.full((4, 2), 200.0), "metric": "haversine_km"}, "longitude -180..180"),
        ({"metric": "crow"}, "metric: 'crow' is unknown"),
        ({"districts": 0}, "districts: 0; give a whole number of at least 1"),
        ({"districts": 1.5}, "districts: 1.5; give a whole number"),
        ({"lower": 5, "upper": 4}, "lower: 5 must be at least 0 and at most upper, 4"),
        ({"lower": float("nan")}, "lower and upper: nan"),
        ({"region": ("a", "a", "b", "b"), "districts": {"a": 1}}, "districts: nothing for region 'b'"),
        ({"region": ("a",)}, "region: 1 labels for 4 units"),
        ({"nest": ("a",)}, "nest: 1 labels for 4 units"),
        ({"today": ("a",)}, "today: 1 labels for 4 units"),
    ],
)
def test_a_wrong_question_is_refused_by_field_and_value(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ProblemError, match=message):
        grid(2, 2, **fields)


def test_weights_default_to_the_load() -> None:
    problem = grid(2, 2, load=[1, 2, 3, 4])
    assert problem.inertia.tolist() == problem.people.tolist() == [1, 2, 3, 4]
    weighted = grid(2, 2, inertia_weight=[9, 9, 9, 9])
    assert weighted.people.tolist() == [9, 9, 9, 9]


def test_one_number_serves_every_region() -> None:
    problem = grid(2, 2, region=("a", "a", "b", "b"), districts=2, lower={"a": 0, "b": 1}, upper=4)
    assert problem.districts_of == {"a": 2, "b": 2}
    assert problem.lower_of == {"a": 0, "b": 1}


def test_the_input_hash_follows_everything_that_counts() -> None:
    plain = grid(3, 2).input_hash
    assert grid(3, 2).input_hash == plain
    changed: list[Problem] = [
        grid(3, 2, load=np.arange(6.0)),
        grid(3, 2, upper=5),
        grid(3, 2, nest=tuple("aabbcc")),
        grid(3, 2, today=tuple("aabbcc")),
        grid(3, 2, region=tuple("aaaaaa")),
    ]
    assert len({plain, *(problem.input_hash for problem in changed)}) == 6


def test_parameters_come_from_a_text_file_and_unknown_ones_are_named() -> None:
    params = Params.from_toml('[districting]\nobjective = "cut_edges"\nchange_weight = 2.5\n')
    assert (params.objective, params.change_weight) == ("cut_edges", 2.5)
    with pytest.raises(ValueError, match="compactness: no such parameter; known are bound_units"):
        Params.from_toml("[districting]\ncompactness = 1\n")
    with pytest.raises(ValueError, match=r"change_weight: -1; give a finite number of at least 0"):
        Params(change_weight=-1)
    with pytest.raises(ValueError, match="objective: 'pretty' is unknown"):
        Params.from_mapping({"objective": "pretty"})
