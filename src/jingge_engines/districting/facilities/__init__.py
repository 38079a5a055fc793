"""Where offices open and whom each serves: fixed costs, capacities, service areas in one piece, and a proof."""

from jingge_engines.districting.facilities.problem import FacilityError, FacilityProblem
from jingge_engines.districting.facilities.solution import FacilityResult
from jingge_engines.districting.facilities.solve import solve_facilities

__all__ = ["FacilityError", "FacilityProblem", "FacilityResult", "solve_facilities"]
