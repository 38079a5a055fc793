"""What can be done with a hand-over: receive, match, read, apply, take back; and packs of settings."""

from jingge.exchange.actions.applying import apply_reading, request_apply
from jingge.exchange.actions.failing import mark_failed
from jingge.exchange.actions.matching import change_mapping
from jingge.exchange.actions.now import import_now
from jingge.exchange.actions.packs import load_pack
from jingge.exchange.actions.reading import finish_reading
from jingge.exchange.actions.receiving import receive_upload
from jingge.exchange.actions.taking_out import export_bureau, export_pack
from jingge.exchange.actions.undoing import undo_import

__all__ = [
    "apply_reading",
    "change_mapping",
    "export_bureau",
    "export_pack",
    "finish_reading",
    "import_now",
    "load_pack",
    "mark_failed",
    "receive_upload",
    "request_apply",
    "undo_import",
]
