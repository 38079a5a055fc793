"""spopt with its default solver (CBC): sites for points. Inside .venv-peers.

Standard input: JSON with model, travel (points x sites), weight, count, radius. Standard output: JSON with value and
seconds; making and solving the model count, reading and importing do not.
"""

import json
import sys
from time import perf_counter
from typing import Any

import numpy as np
import pulp
from spopt.locate import LSCP, MCLP, PCenter, PMedian

QUIET = pulp.PULP_CBC_CMD(msg=False)


def asked(question: dict[str, Any]) -> Any:
    """The question as spopt's own model."""
    travel = np.array(question["travel"])
    weight = np.array(question["weight"])
    count, radius = question["count"], question["radius"]
    match question["model"]:
        case "p_median":
            return PMedian.from_cost_matrix(travel, weight, p_facilities=count)
        case "p_centre":
            return PCenter.from_cost_matrix(travel, p_facilities=count)
        case "set_cover":
            return LSCP.from_cost_matrix(travel, radius)
        case "max_cover":
            return MCLP.from_cost_matrix(travel, weight, radius, p_facilities=count)
    raise ValueError(question["model"])


def main() -> None:
    """One question, one answer."""
    question = json.load(sys.stdin)
    begun = perf_counter()
    model = asked(question)
    model.solve(QUIET)
    seconds = perf_counter() - begun
    print(json.dumps({"value": float(pulp.value(model.problem.objective)), "seconds": seconds}))


if __name__ == "__main__":
    main()
