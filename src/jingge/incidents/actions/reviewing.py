"""The review before acceptance: ours, another unit's, no police matter, reported before."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.handing import begin_transfer
from jingge.incidents.actions.organs import organ_called
from jingge.incidents.actions.writing import locked_own, note, tell
from jingge.incidents.models import Incident
from jingge.incidents.queries.visible import visible_to
from jingge.incidents.rules.clocks import REVIEW
from jingge.incidents.rules.states import why_not_step
from jingge.incidents.terms import Ending, EntryKind, Review, Stage, Verdict
from jingge.norms.rules.texts import text_faults


@transaction.atomic
def review(*, incident_id: UUID, answer: Review, by: Viewer) -> Incident:
    """A person decides; the rule only suggests."""
    incident = locked_own(incident_id, by)
    refuse(text_faults("reason", answer.reason, longest=300, needed=answer.verdict is not Verdict.OWN))
    if answer.verdict is Verdict.OWN:
        _accept(incident, by)
    elif answer.verdict is Verdict.OTHER_UNIT:
        refuse_if(why_not_step(incident.stage, "hand_on"))
        receiver = organ_called(by.bureau_id, answer.whose)
        begin_transfer(incident, receiver, answer.reason, by)
    elif answer.verdict is Verdict.NOT_POLICE:
        refuse(text_faults("whose", answer.whose, longest=60, needed=True))
        _end(incident, Ending.NOT_POLICE, by, told=True, whose=answer.whose.strip(), reason=answer.reason)
    else:
        incident.repeats = _reported_before(incident, answer.repeats, by)
        _end(incident, Ending.REPEATED, by, told=True, repeats=answer.repeats, reason=answer.reason)
    clocks.end(incident, by, *set(REVIEW.values()))
    tell(incident, EntryKind.REVIEWED, by, text=answer.reason, verdict=answer.verdict, whose=answer.whose)
    note("review", incident, by, verdict=answer.verdict, whose=answer.whose, repeats=answer.repeats)
    return incident


def _accept(incident: Incident, by: Viewer) -> None:
    refuse_if(why_not_step(incident.stage, "accept"))
    incident.stage, incident.accepted_on = Stage.ACCEPTED, today()
    incident.save(update_fields=["stage", "accepted_on"])
    clocks.start_handling(incident, by)


def _end(incident: Incident, ending: Ending, by: Viewer, *, told: bool, reason: str, **detail: Any) -> None:
    refuse_if(why_not_step(incident.stage, "end"))
    incident.stage, incident.ending, incident.closed_at = Stage.CLOSED, ending, now()
    incident.save(update_fields=["stage", "ending", "closed_at", "repeats"])
    if told:
        tell(incident, EntryKind.TOLD, by, text=reason, **detail)
    tell(incident, EntryKind.CLOSED, by, text=reason, ending=ending, **detail)


def _reported_before(incident: Incident, number: str, by: Viewer) -> Incident:
    found = Incident.objects.filter(visible_to(by, incident.owner), number=number.strip()).first()
    if found is None:
        raise Invalid("repeats", number, _("There is no incident of this number on your ground."))
    if found.pk == incident.pk:
        raise Invalid("repeats", number, _("An incident does not repeat itself."))
    if found.repeats_id is not None:
        first = Incident.objects.get(pk=found.repeats_id)
        raise Invalid(
            "repeats", number, _("That one repeats %(first)s: name the first.") % {"first": first.number}
        )
    return found
