"""The legal grounds as they come with the program, and how long each may last."""

import csv
import io
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from jingge.followups.terms import Ground, Issuer
from jingge.norms.rules.clocks import after_months

MONTHS = {"month": 1, "year": 12}


@cache
def grounds() -> tuple[Ground, ...]:
    text = (files("jingge.followups") / "data" / "grounds.csv").read_text(encoding="utf-8")
    return tuple(
        Ground(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            role_zh=row["role_zh"],
            role_en=row["role_en"],
            longest=int(row["longest"]) if row["longest"] else None,
            unit=row["unit"],
            usual_days=int(row["usual_days"]) if row["usual_days"] else None,
            visit_days=int(row["visit_days"]),
            issuer=Issuer(row["issuer"]),
            number=row["number"],
            basis_zh=row["basis_zh"],
            basis_en=row["basis_en"],
            starts_on=row["starts_on"] == "yes",
            reason_zh=row["reason_zh"],
            reason_en=row["reason_en"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )


def ground_called(code: str) -> Ground | None:
    return next((one for one in grounds() if one.code == code), None)


def basis_of(ground: Ground) -> str:
    """The articles it rests on, in the reader's language."""
    return ground.basis_en if (get_language() or "").startswith("en") else ground.basis_zh


def last_day(ground: Ground, start: date) -> date | None:
    """The latest day a document that begins on `start` may end; None where the law sets no term."""
    if ground.longest is None:
        return None
    return after_months(start, ground.longest * MONTHS[ground.unit])


def usual_end(ground: Ground, start: date) -> date | None:
    """What the form proposes."""
    longest = last_day(ground, start)
    usual = start + timedelta(days=ground.usual_days) if ground.usual_days else None
    return longest or usual


def number_of(ground: Ground, issuer: str, year: int, serial: int) -> str:
    """The number as it stands on the paper."""
    return ground.number.format(issuer=issuer, year=year, serial=serial)
