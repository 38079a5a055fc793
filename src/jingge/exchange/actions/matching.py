"""A person says which table is which and which column is which; the file is read again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.exchange.actions.receiving import queue_reading
from jingge.exchange.actions.steps import label_of, locked
from jingge.exchange.models import BureauImport
from jingge.exchange.rules.mapping import with_headers
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.states import why_not_read


@transaction.atomic
def change_mapping(*, import_id: UUID, mappings: Mapping[str, Mapping[str, Any]], by: Viewer) -> BureauImport:
    """`mappings`: table -> {"form": …, "columns": {field: header}}. Unknown names are dropped."""
    row = locked(import_id, by)
    refuse_if(why_not_read(row.state, file_kept=bool(row.stored_as)))
    for key, wanted in mappings.items():
        table = row.sheets.get(key)
        if table is None:
            continue
        form = FORMS.get(str(wanted.get("form", "")))
        columns = dict(wanted.get("columns", {}))
        table["form"] = form.name if form else ""
        table["columns_by_field"] = with_headers(form, columns, table["columns"]) if form else {}
        table["by_hand"] = True
    row.save(update_fields=["sheets"])
    record(action="exchange.change_mapping", by=by, subject=row, subject_label=label_of(row))
    queue_reading(row, by)
    return row
