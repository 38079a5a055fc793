"""What a batch of writes changed, so that it can be taken back.

An import touches thousands of rows in several contexts. Each owner writes its own tables
through its own actions and returns the changes; `revert` plays them backwards.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after. `before` is None for a new row, `after` for a removed one."""

    table: str  # "territory.grid"
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def image(row: models.Model) -> dict[str, Any]:
    """A row as plain JSON values, bytes as hex."""
    values = {
        f.attname: (v.hex() if isinstance(v := getattr(row, f.attname), bytes | memoryview) else v)
        for f in row._meta.concrete_fields
        if not f.generated
    }
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def created(row: models.Model) -> Change:
    return Change(row._meta.label_lower, str(row.pk), None, image(row))


def changed(before: dict[str, Any], row: models.Model) -> Change:
    return Change(row._meta.label_lower, str(row.pk), before, image(row))


def removed(row: models.Model) -> Change:
    """Call before the row goes."""
    return Change(row._meta.label_lower, str(row.pk), image(row), None)


def revert(changes: Iterable[Change], *, app: str) -> list[str]:
    """Take back the changes of one context, newest first.

    Returns the rows that have moved on since (their present image differs from `after`);
    when there are any, nothing has been written.
    """
    mine = [c for c in changes if c.table.split(".")[0] == app]
    moved_on = []
    for change in mine:
        model = apps.get_model(change.table)
        row = model._default_manager.filter(pk=change.key).first()
        if (image(row) if row is not None else None) != change.after:
            moved_on.append(f"{change.table} {change.key}")
    if moved_on:
        return moved_on
    for change in reversed(mine):
        model = apps.get_model(change.table)
        if change.before is None:
            model._default_manager.filter(pk=change.key).delete()
        else:
            fields = {f.attname: f for f in model._meta.concrete_fields}
            values = {
                name: fields[name].to_python(
                    bytes.fromhex(value) if isinstance(fields[name], models.BinaryField) else value
                )
                for name, value in change.before.items()
            }
            if change.after is None:
                model(**values).save(force_insert=True)
            else:
                model._default_manager.filter(pk=change.key).update(
                    **{k: v for k, v in values.items() if not fields[k].primary_key}
                )
    return []
