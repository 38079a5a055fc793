"""Tables leaving the platform: recorded in the log with what went out."""

from datetime import date

from django.db import transaction

from jingge.audit.actions import record
from jingge.common.viewer import Viewer
from jingge.exchange.queries.exports import bureau_zip
from jingge.exchange.queries.packs import pack_file


@transaction.atomic
def export_bureau(*, day: date, by: Viewer) -> bytes:
    """The bureau's tables as they hold on a day, as a zip an import takes back."""
    content = bureau_zip(by, day)
    record(action="exchange.export_bureau", by=by, detail={"day": day.isoformat(), "bytes": len(content)})
    return content


@transaction.atomic
def export_pack(*, by: Viewer) -> bytes:
    """Rules and settings without local data."""
    content = pack_file(by)
    record(action="exchange.export_pack", by=by, detail={"bytes": len(content)})
    return content
