"""The worker's side: read a file, and write one that was previewed."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jingge.common.viewer import Role, Viewer
from jingge.exchange.actions import apply_reading, finish_reading, mark_failed
from jingge.exchange.queries.imports import stored_handover
from jingge.exchange.queries.reading import Reading, read_handover
from jingge.runs.terms import Effect, JobTicket, Progress, handles


def viewer_of(ticket: JobTicket) -> Viewer:
    """The worker acts for whoever asked, under that person's name and post."""
    return Viewer(
        account_id=ticket.created_by_id,
        bureau_id=ticket.bureau_id,
        role=Role(ticket.payload["role"]),
        label=ticket.created_by_label,
    )


def failed(ticket: JobTicket, reason: str) -> None:
    if ticket.subject_id is not None:
        mark_failed(import_id=ticket.subject_id, reason=reason, by=viewer_of(ticket))


def read_again(ticket: JobTicket, progress: Progress) -> Reading:
    assert ticket.subject_id is not None
    stored = stored_handover(viewer_of(ticket), ticket.subject_id)
    with translation.override(ticket.payload["language"]):
        return read_handover(
            stored.path,
            name=stored.file_name,
            bureau_id=ticket.bureau_id,
            day=stored.in_force_from,
            mappings=stored.mappings,
            said=progress,
        )


@handles("exchange.read", label=_("Read tables"), subject_route="exchange:import", on_failed=failed)
def read(ticket: JobTicket, progress: Progress) -> Effect:
    """Find out everything about a file without writing any of it."""
    reading = read_again(ticket, progress)

    def effect() -> dict[str, object]:
        assert ticket.subject_id is not None
        row = finish_reading(import_id=ticket.subject_id, reading=reading, by=viewer_of(ticket))
        return {"state": row.state, "errors": row.errors, "warnings": row.warnings}

    return effect


@handles("exchange.apply", label=_("Write tables"), subject_route="exchange:import", on_failed=failed)
def apply(ticket: JobTicket, progress: Progress) -> Effect:
    """Read and check once more, then write everything in the transaction that ends the job."""
    reading = read_again(ticket, progress)

    def effect() -> dict[str, object]:
        assert ticket.subject_id is not None
        row = apply_reading(import_id=ticket.subject_id, reading=reading, by=viewer_of(ticket))
        return {"state": row.state, "errors": row.errors}

    return effect
