"""Problems and differences as lines of text, for a terminal."""

from collections.abc import Iterable, Iterator

from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Difference, Problem


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    for p in problems:
        place = f"{p.sheet}" + (f":{p.row}" if p.row is not None else "")
        field = f" [{p.field}]" if p.field else ""
        value = f" {p.value!r}" if p.value else ""
        yield f"{p.severity.upper():7} {place}{field}{value}  {p.message}  → {p.mend}"


def difference_lines(differences: Iterable[Difference]) -> Iterator[str]:
    for d in differences:
        yield f"{FORMS[d.form].label}: +{d.new} ~{d.changed} ={d.same} -{d.gone}"
