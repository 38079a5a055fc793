"""A job as marks on a page."""

from datetime import datetime, timedelta

from django.urls import resolve, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jingge.accounts.rules import may
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Badge, Bar
from jingge.runs.queries import JobRow, RoundRow
from jingge.runs.rules import STATE_LABELS

TONES = {"queued": "neutral", "running": "info", "done": "good", "failed": "bad", "cancelled": "warn"}


def state_badge(state: str) -> Badge:
    return Badge(STATE_LABELS[state], TONES[state])


def progress_bar(progress: float) -> Bar:
    return Bar(progress, 1.0, f"{progress:.0%}")


def duration(started_at: datetime | None, finished_at: datetime | None) -> str:
    """How long it ran, in seconds; empty while it has not ended."""
    if started_at is None or finished_at is None:
        return ""
    return _("%(seconds)s s") % {"seconds": number_format((finished_at - started_at).total_seconds(), 1)}


def subject_url(job: JobRow, viewer: Viewer) -> str:
    """The page of what the job works on; empty when there is none, or the viewer's post does not open it."""
    if not job.subject_route or not job.subject_id:
        return ""
    url = reverse(job.subject_route, args=[job.subject_id])
    ability = getattr(resolve(url).func, "ability", None)
    return url if ability is None or may(viewer, ability) else ""


def every_words(span: timedelta) -> str:
    return _("%(n)d minutes") % {"n": span.total_seconds() // 60}


def round_words(row: RoundRow) -> tuple[Reason, str]:
    """Text and tone of the state of regular work."""
    if row.error:
        return _("Failed: %(error)s; it is tried again") % {"error": row.error}, "bad"
    if row.is_late:
        return _("Not done: start the background program"), "bad"
    return _("In order"), "good"
