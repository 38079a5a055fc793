"""Take forbidden columns out before anything is stored or shown."""

from jingge.uploads.rules.forbidden_content import find_forbidden, mask
from jingge.uploads.rules.forbidden_names import why_not_column
from jingge.uploads.terms import ERROR, ReadProblem, ReadTable


def sift(table: ReadTable) -> list[ReadProblem]:
    """Empty every column that may not be taken and name it, its first row and its kind.

    A column whose header is a value (a sheet without a header) is looked at as content too.
    """
    problems = []
    for place, name in enumerate(table.columns):
        values = table.values[place]
        if kind := why_not_column(name):
            first = next((i for i, v in enumerate(values) if v.strip()), None)
            row = table.rows[first] if first is not None else None
            shown = mask(values[first]) if first is not None else ""
            problems.append(
                ReadProblem(ERROR, "forbidden_name", table.name, row, name, shown, {"kind": kind})
            )
        elif (found := find_forbidden(values)) is not None:
            row = table.rows[found.position]
            problems.append(
                ReadProblem(
                    ERROR, "forbidden_content", table.name, row, name, found.masked, {"kind": found.kind}
                )
            )
        elif (header := find_forbidden([name])) is not None:
            table.columns[place] = header.masked
            problems.append(
                ReadProblem(
                    ERROR,
                    "forbidden_content",
                    table.name,
                    1,
                    header.masked,
                    header.masked,
                    {"kind": header.kind},
                )
            )
        else:
            continue
        table.values[place] = [""] * len(values)
    return problems
