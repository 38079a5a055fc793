"""The fifteen types of dispute, as they come with the program."""

import csv
import io
from functools import cache
from importlib.resources import files

from jingge.disputes.terms import DisputeType


@cache
def dispute_types() -> tuple[DisputeType, ...]:
    text = (files("jingge.disputes") / "data" / "dispute_types.csv").read_text(encoding="utf-8")
    return tuple(
        DisputeType(row["code"], row["name_zh"], row["name_en"], float(row["example_share_pct"]))
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def type_codes() -> frozenset[str]:
    return frozenset(one.code for one in dispute_types())
