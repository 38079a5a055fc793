"""What a rule is."""

from collections.abc import Iterator
from typing import Protocol

from jingge_engines.staffing.facts import Line
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.staff import Staff


class Rule(Protocol):
    """Something every plan has to keep."""

    @property
    def id(self) -> str:
        """Name by which a clash speaks of it."""

    @property
    def message(self) -> str:
        """What it wants, in a sentence."""

    def check(self, staff: Staff) -> None:
        """Refuse (`ProblemError`) what names something unknown or can never be meant."""

    def lines(self, staff: Staff) -> Iterator[Line]:
        """The same for the solver."""

    def holds(self, plan: Plan) -> bool:
        """Whether a plan keeps it."""
