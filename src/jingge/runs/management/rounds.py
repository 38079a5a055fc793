"""Regular work: whoever claims a round that is due does it; nobody does it twice at once."""

import logging
import traceback
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.utils import translation

from jingge.common.clock import now
from jingge.runs.models import RoundState
from jingge.runs.terms import Report, Round, known_rounds

log = logging.getLogger("jingge.runs")


def go_round() -> list[str]:
    """Do every round that is due; the names of those done now."""
    return [one.name for one in known_rounds() if _claimed(one) and _do(one)]


def _claimed(one: Round) -> bool:
    """By a conditional update: of two workers that look at once, one finds no row to change."""
    moment = now()
    last = RoundState.objects.filter(name=one.name).values_list("begun_at", flat=True).first()
    if last is None:
        return _first(one.name, moment)
    if last <= moment < last + one.every:  # a last time ahead of now means a clock set back: begin again
        return False
    return bool(RoundState.objects.filter(name=one.name, begun_at=last).update(begun_at=moment))


def _first(name: str, moment: datetime) -> bool:
    try:
        with transaction.atomic():
            RoundState.objects.create(name=name, begun_at=moment)
    except IntegrityError:
        return False
    return True


def _do(one: Round) -> bool:
    """A round that breaks is told on its page and tried again at its next time; the worker goes on."""
    report: Report = {}
    error = ""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            report = one.run()
    except OperationalError:  # the database is away: the worker says so and waits
        raise
    except Exception as accident:
        log.exception("round %s failed", one.name)
        place = traceback.extract_tb(accident.__traceback__)[-1]
        error = f"{type(accident).__name__} ({place.name}:{place.lineno})"
    RoundState.objects.filter(name=one.name).update(ended_at=now(), report=report, error=error)
    return not error
