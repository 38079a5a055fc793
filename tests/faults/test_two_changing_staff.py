"""Two people change the same staff at the same moment: one deed counts, the other is told why not."""

from datetime import date

import pytest

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.staffing.actions import end_posting, reassign_beat, transfer_officer
from jingge.staffing.models import BeatPosting, Posting
from jingge.territory.models import Grid
from tests.factories.cast import make_cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import DONGTA, SmallMap, small_map
from tests.faults.test_two_adopting import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]
LATER = date(2020, 9, 1)
Z01 = f"{DONGTA}001Z01"


def ground() -> tuple[SmallMap, Staff, Viewer, Viewer]:
    cast = make_cast()
    drawn = small_map(cast)
    return drawn, small_staff(drawn.version), drawn.by, viewer(cast.second_command_office)


def test_of_two_reassigning_an_area_at_once_one_is_refused() -> None:
    drawn, staff, first, second = ground()
    beat = Grid.objects.get(version=drawn.version, code=Z01)
    answers = at_once(
        lambda: reassign_beat(beat=beat, officer=staff.people["040102"], from_date=LATER, by=first),
        lambda: reassign_beat(beat=beat, officer=staff.people["040103"], from_date=LATER, by=second),
    )
    # The second comes after the first and corrects it on the same day, or finds the area handed over.
    rows = BeatPosting.objects.filter(beat=beat).order_by("valid_from")
    assert [r.valid_to for r in rows] == [LATER, None]
    assert sum(isinstance(a, Refused) for a in answers) <= 1


def test_of_two_transferring_an_officer_at_once_one_is_refused() -> None:
    _drawn, staff, first, second = ground()
    officer = staff.people["040181"]
    answers = at_once(
        lambda: transfer_officer(
            officer=officer, post="department", from_date=LATER, reason="reform", by=first
        ),
        lambda: end_posting(officer=officer, end=LATER, by=second),
    )
    assert sum(isinstance(a, Refused) for a in answers) == 1
    assert Posting.objects.filter(officer=officer, valid_to__isnull=True).count() <= 1
