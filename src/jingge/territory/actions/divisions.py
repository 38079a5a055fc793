"""The official names of communities and villages, with their days."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.changes import Change, changed, created, image
from jingge.common.viewer import Viewer
from jingge.organisation.models import Bureau
from jingge.territory.models import Division
from jingge.territory.rules import problems_of_divisions
from jingge.territory.terms import DivisionSpec, MapRefused

Key = tuple[str, date]  # code and first day
FIELDS = ("name", "short_name", "kind", "town_code", "town_name", "station_code", "valid_to", "change")


@transaction.atomic
def put_divisions(*, bureau: Bureau, rows: Sequence[DivisionSpec], by: Viewer) -> list[Change]:
    """Add names and correct those already known (same code and first day).

    A name that is still open ends on the day a later name of its code begins, so that a new
    list of only the changes can be loaded.
    """
    known = {(d.code, d.valid_from): d for d in Division.objects.filter(bureau=bureau)}
    wanted = _closed_by_successors(known, rows)
    if problems := problems_of_divisions(list(wanted.values())):
        raise MapRefused(problems)
    changes = []
    # Shorten what is there before anything new begins: the database refuses two names a day.
    for key, row in sorted(known.items(), key=lambda item: item[0]):
        spec = wanted[key]
        if any(getattr(row, name) != getattr(spec, name) for name in FIELDS):
            before = image(row)
            for name in FIELDS:
                setattr(row, name, getattr(spec, name))
            row.save()
            changes.append(changed(before, row))
    new = [Division(bureau=bureau, **asdict(spec)) for key, spec in wanted.items() if key not in known]
    Division.objects.bulk_create(new, batch_size=1000)
    changes += [created(row) for row in new]
    record(
        action="territory.put_divisions",
        by=by,
        subject=bureau,
        subject_label=bureau.name,
        detail={"rows": len(rows), "new": len(new), "changed": len(changes) - len(new)},
    )
    return changes


def _closed_by_successors(
    known: dict[Key, Division], rows: Sequence[DivisionSpec]
) -> dict[Key, DivisionSpec]:
    """Everything that will hold: the known names, then the given ones over them."""
    names = ("code", "valid_from", *FIELDS)
    wanted = {key: DivisionSpec(**{name: getattr(row, name) for name in names}) for key, row in known.items()}
    given = {(row.code, row.valid_from): row for row in rows}
    still_open = {key[0]: key for key, spec in wanted.items() if spec.valid_to is None and key not in given}
    for row in sorted(rows, key=lambda row: row.valid_from, reverse=True):
        key = still_open.get(row.code)
        if key is not None and wanted[key].valid_from < row.valid_from:
            wanted[key] = replace(
                wanted[key], valid_to=row.valid_from
            )  # at last the earliest successor's day
    wanted.update(given)
    return wanted
