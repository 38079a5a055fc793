"""A plan of service areas in force: every office serves from a day on what the plan gives it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.planning.models import Scenario, ScenarioArea
from jingge.staffing.actions import change_office_services
from jingge.staffing.models import PoliceOffice, held_on


def put_service_areas(scenario: Scenario, areas: list[ScenarioArea], valid_from: date, by: Viewer) -> None:
    """One deed an office, each with its own audit row; an office that serves so already is left alone."""
    for area in areas:
        for code in area.figures["offices"]:
            _put(scenario, code, area.figures["unit_codes"], valid_from, by)


def _put(scenario: Scenario, code: str, unit_codes: list[str], valid_from: date, by: Viewer) -> None:
    office = (
        PoliceOffice.objects.filter(held_on(valid_from), bureau_id=scenario.bureau_id, code=code)
        .prefetch_related("services")
        .first()
    )
    if office is None:
        raise Refused(
            _("Police office %(code)s is not open on that day; choose another day or draw the plan again.")
            % {"code": code}
        )
    if {one.unit_code for one in office.services.all()} != set(unit_codes):
        change_office_services(office=office, unit_codes=unit_codes, from_date=valid_from, by=by)
