"""Public holidays and make-up workdays, as far as they are published."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files


@cache
def _published() -> dict[date, str]:
    text = (files("jingge.staffing") / "data" / "holidays_2020_2026.csv").read_text(encoding="utf-8")
    return {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(text.splitlines())}


def is_holiday(day: date) -> bool:
    """A public holiday; a plain weekend is none."""
    return _published().get(day) == "holiday"


def is_workday(day: date) -> bool:
    """Monday to Friday without holidays, and the weekends worked for them."""
    kind = _published().get(day)
    return kind == "makeup_workday" if kind else day.weekday() < 5
