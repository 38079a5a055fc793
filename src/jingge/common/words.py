"""Words found anywhere inside longer texts, where no spaces part them: a text as its pairs of characters.

东塔市场12号 is kept as "东塔 塔市 市场 场1 12 2号". Words are found where their pairs follow one another; both
databases have an index for that (`migration_ops.WordIndex`), so that a million addresses are not read one by one.
Full-width figures, capitals, spaces and signs make no difference.
"""

import unicodedata
from itertools import pairwise
from typing import Any

from django.db import models


def pairs(text: str) -> str:
    """The pairs of neighbouring letters and figures, apart by spaces; "" of a text with fewer than two."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(a + b for a, b in pairwise([sign for sign in plain if sign.isalnum()]))


class Pairs(models.TextField):  # type: ignore[type-arg]
    """Holds what `pairs` gives. `filter(words__holds=pairs("市场"))` finds the texts with these words."""


@Pairs.register_lookup
class Holds(models.Lookup):
    """Needs a `WordIndex` on the column."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, given = self.process_lhs(compiler, connection)
        held = f"string_to_array({column}, ' ') @> string_to_array(%s, ' ')"
        return f"({held} AND {column} LIKE %s)", (*given, self.rhs, *given, f"%{self.rhs}%")

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, given = self.process_lhs(compiler, connection)
        index = f"{self.lhs.target.model._meta.db_table}_words"
        key = column.rpartition(".")[0]
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - our own table's name
        return f'{key}."id" IN ({found})', (*given, f'"{self.rhs}"')
