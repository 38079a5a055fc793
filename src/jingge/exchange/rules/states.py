"""The life of a hand-over, and why a step may not be taken."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.exchange.terms import ImportState as S

TRANSITIONS: dict[str, dict[str, str]] = {
    S.UPLOADED: {"read": S.READING},
    S.READING: {"lack": S.NEEDS_MAPPING, "refuse": S.REFUSED, "preview": S.PREVIEWED, "fail": S.FAILED},
    S.NEEDS_MAPPING: {"read": S.READING},
    S.REFUSED: {"read": S.READING},
    S.PREVIEWED: {"read": S.READING, "apply": S.APPLYING},
    S.APPLYING: {"finish": S.APPLIED, "refuse": S.REFUSED, "fail": S.FAILED},
    S.APPLIED: {"undo": S.UNDONE},
    S.FAILED: {"read": S.READING},
    S.UNDONE: {},
}


def next_state(state: str, step: str) -> str:
    return TRANSITIONS[state][step]


def why_not_step(state: str, step: str) -> Reason | None:
    """The reason this step may not be taken from this state, or None."""
    if step in TRANSITIONS[state]:
        return None
    if step == "read":
        return _("This import is at work or done; its columns cannot be matched any more.")
    if step == "apply":
        return _("Only an import without errors that has been previewed can be applied, and only once.")
    if step == "undo":
        return _("Only an applied import can be taken back, and only once.")
    return _("The import is not in a state for this.")


def why_not_read(state: str, *, file_kept: bool) -> Reason | None:
    if not file_kept:
        return _(
            "The file was not kept because it held data that must not be stored. Upload it again without it."
        )
    return why_not_step(state, "read")


def why_not_in_force(day: date, latest: date | None) -> Reason | None:
    """The reason a new map can't hold from this day, or None. `latest` begins the newest adopted one."""
    if latest is not None and day <= latest:
        return _("A map is in force from %(latest)s; a changed one must start on a later day.") % {
            "latest": latest
        }
    return None


def why_not_upload(size: int, limit_mb: int) -> Reason | None:
    if size > limit_mb * 1024 * 1024:
        return _(
            "The file has %(size)d MB, more than the %(limit)d MB taken here. Leave out pictures and empty rows, "
            "pack the tables as .zip, or have JINGGE_UPLOAD_LIMIT_MB raised."
        ) % {"size": size // (1024 * 1024), "limit": limit_mb}
    if size == 0:
        return _("The file is empty. Check that the right file was chosen.")
    return None


def why_not_whole(stated: int | None, received: int) -> Reason | None:
    """The reason to think an upload did not arrive whole, or None. The page states the size it sends."""
    if stated is not None and stated != received:
        return _(
            "The upload was cut off: %(received)d of %(stated)d bytes arrived. Nothing was kept; upload it again."
        ) % {"received": received, "stated": stated}
    return None
