"""What a person leaves behind: areas and auxiliaries go to a successor, links to units end."""

from datetime import date, timedelta

from jingge.staffing.actions.beats import hand_over
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Dated, Officer, Pairing, TeamMember, UnitService, reaching
from jingge.staffing.queries.moving import beats_held

ONE_DAY = timedelta(days=1)


def leave_hands_behind(officer: Officer, successor: Officer | None, day: date, writing: Writing) -> None:
    """Pass areas and auxiliaries on from a day; end the person's own links to units and leaders."""
    if successor is not None:
        for held in beats_held(officer, day):
            hand_over(held.beat, successor, held, max(day, held.valid_from), held.valid_to, None, writing)
        pass_on_auxiliaries(officer, successor, day, writing)
    for row in Pairing.objects.filter(reaching(day), officer=officer):
        end(row, day, writing)
    for row in Pairing.objects.filter(reaching(day), auxiliary=officer):
        end(row, day, writing)
    for service in UnitService.objects.filter(reaching(day), officer=officer):
        end(service, day, writing)


def leave_teams(officer: Officer, day: date, writing: Writing) -> None:
    """Another post, another part: whoever moves is entered anew where they go."""
    for row in TeamMember.objects.filter(reaching(day), officer=officer):
        end(row, day, writing)


def pass_on_auxiliaries(officer: Officer, successor: Officer, day: date, writing: Writing) -> None:
    for row in Pairing.objects.filter(reaching(day), officer=officer):
        if row.valid_from >= day:
            writing.change(row, officer=successor)
            continue
        until = row.valid_to
        writing.close(row, day)
        writing.create(
            Pairing(
                bureau_id=officer.bureau_id,
                officer=successor,
                auxiliary_id=row.auxiliary_id,
                valid_from=day,
                valid_to=until,
            )
        )


def end(row: Dated, day: date, writing: Writing) -> None:
    """Close a row on a day; one that would only begin later is kept for its first day alone."""
    writing.close(row, max(day, row.valid_from + ONE_DAY))
