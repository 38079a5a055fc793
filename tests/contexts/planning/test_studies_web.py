"""Pages of studies: what is asked, drawn and said; who sees them; what the buttons do."""

from dataclasses import asdict

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jingge.common.clock import now
from jingge.planning import actions
from jingge.planning.models import PlanStudy, Scenario
from jingge.planning.terms import ALTERNATIVES, CURVE, KEEPING, REASONS, AreaFigures, StudyAsk
from tests.contexts.planning.conftest import As, Draw, Place, work
from tests.factories.cast import viewer

ASKED = {"over": KEEPING, "plans": "3", "seconds": "5"}


def page(client: Client, scenario: Scenario, name: str, **query: str) -> str:
    response = client.get(reverse(f"planning:{name}", args=[scenario.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def ask(client: Client, scenario: Scenario, kind: str, **data: str) -> int:
    return client.post(reverse("planning:ask_study", args=[scenario.pk, kind]), data).status_code


def studied(place: Place, scenario: Scenario, asked: StudyAsk) -> PlanStudy:
    study = actions.request_study(scenario_id=scenario.pk, ask=asked, by=viewer(place.cast.command_office))
    assert work() == "done"
    return study


CURVE_ASK = StudyAsk(CURVE, over=KEEPING, plans=3, seconds=5)
OTHERS_ASK = StudyAsk(ALTERNATIVES, plans=2, seconds=2, within_pct=60.0, differ_pct=5.0)


def test_a_curve_is_asked_watched_and_drawn_from_its_page(place: Place, draw: Draw, in_english: As) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    assert "Draw the curve" in page(client, scenario, "curve")
    assert ask(client, scenario, CURVE, **ASKED) == 302
    assert "hx-get" in page(client, scenario, "curve")
    assert work() == "done"
    text = page(client, scenario, "curve")
    assert '<svg class="curve"' in text
    assert "people change hands, in no station more than here" in text
    assert "areas take people over" in text
    assert "Proven best possible" in text
    assert text.count("Take this plan") == text.count("As a new scenario") > 0


def test_a_plan_that_the_scenarios_own_beats_in_both_figures_is_said_to_be_beaten(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    study = studied(place, scenario, CURVE_ASK)
    said = page(client, scenario, "curve").count("another plan is better in both")
    first = study.variants.all()[0]
    first.terms |= {name: scenario.terms[name] + 1 for name in ("people_changed", "moment_of_inertia")}
    first.save(update_fields=["terms"])
    assert page(client, scenario, "curve").count("another plan is better in both") == said + 1


def test_wrong_wishes_come_back_on_the_page_and_nothing_runs(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    assert ask(client, scenario, CURVE, **{**ASKED, "plans": "99"}) == 422
    assert ask(client, scenario, "poetry", **ASKED) == 404
    assert not PlanStudy.objects.exists()


def test_a_picked_plan_shows_on_the_scenarios_page_and_goes_away_with_undo(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    study = studied(place, scenario, CURVE_ASK)
    variant = next(one for one in study.variants.all() if one.figures["blocks_elsewhere"])
    data = {"variant": str(variant.pk), "label": "Plan 3 of the curve"}
    client.post(reverse("planning:pick", args=[scenario.pk]), data)
    text = page(client, scenario, "scenario")
    assert "picked: Plan 3 of the curve" in text
    assert f"the limits it was drawn with: workload within ± {Scenario.objects.get().balance_pct:g} %" in text
    assert "has changed since this curve" in page(client, scenario, "curve")
    client.post(reverse("planning:undo", args=[scenario.pk]))
    scenario.refresh_from_db()
    assert scenario.change_weight == 0.0


def test_a_plan_becomes_a_scenario_of_its_own_in_one_click(place: Place, draw: Draw, in_english: As) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    variant = studied(place, scenario, CURVE_ASK).variants.last()
    assert variant is not None
    data = {"variant": str(variant.pk), "deed": "derive"}
    made = client.post(reverse("planning:pick", args=[scenario.pk]), data)
    new = Scenario.objects.order_by("number").last()
    assert new is not None
    assert made["Location"] == reverse("planning:scenario", args=[new.pk])
    assert "Submit for a decision" in page(client, new, "scenario")


def test_alternatives_stand_side_by_side_with_what_differs_hatched(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario = draw()
    study = studied(place, scenario, OTHERS_ASK)
    found = study.variants.count()
    assert found > 0
    text = page(in_english(place.cast.command_office), scenario, "alternatives")
    assert text.count('<figure class="sketch">') == 2 + found  # today, the plan, the alternatives
    assert text.count('class="sketch-elsewhere"') == found
    one_station = page(in_english(place.cast.command_office), scenario, "alternatives", station="XJ")
    assert one_station.count('class="shade-') < text.count('class="shade-')


def test_clashing_limits_are_named_and_limits_that_work_are_drawn_in_one_click(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(balance_pct=5.0), in_english(place.cast.command_office)
    assert "Why can&#x27;t this be met?" in page(client, scenario, "scenario").replace("'", "&#x27;")
    studied(place, scenario, StudyAsk(REASONS, plans=0, seconds=8))
    text = page(client, scenario, "reasons")
    assert "Leave out any one of these" in text
    assert "Draw with ±" in text
    tolerance = PlanStudy.objects.get().answer["tolerance_pct"]
    client.post(reverse("planning:draw_with", args=[scenario.pk]), {"balance_pct": str(tolerance)})
    assert work() == "done"
    new = Scenario.objects.order_by("number").last()
    assert new is not None
    assert "does not keep every limit" not in page(client, new, "scenario")


def test_limits_wider_than_can_be_set_are_not_offered(place: Place, draw: Draw, in_english: As) -> None:
    scenario, client = draw(balance_pct=5.0), in_english(place.cast.command_office)
    study = studied(place, scenario, StudyAsk(REASONS, plans=0, seconds=8))
    study.refresh_from_db()
    study.answer["tolerance_pct"] = 220.3
    study.save()
    text = page(client, scenario, "reasons")
    assert "Draw with ±" not in text
    assert "one of the rules above has to give way" in text
    assert f"?from={scenario.pk}" in text


def test_a_leader_sees_the_curve_but_takes_nothing_from_it(place: Place, draw: Draw, in_english: As) -> None:
    scenario = draw()
    studied(place, scenario, CURVE_ASK)
    text = page(in_english(place.cast.chief), scenario, "curve")
    assert '<svg class="curve"' in text
    assert text.count("disabled") >= text.count("Take this plan") > 0
    assert "Draw the curve" not in text


def test_a_station_head_sees_no_plans_of_other_stations(place: Place, draw: Draw, in_english: As) -> None:
    scenario = draw(balance_pct=5.0)
    studied(place, scenario, CURVE_ASK)
    studied(place, scenario, OTHERS_ASK)
    client = in_english(place.cast.dongta_head)
    for name in ("curve", "alternatives", "reasons"):
        text = page(client, scenario, name)
        assert "of the whole bureau" in text
        assert "<figure" not in text
        assert "西郊" not in text
    assert "西郊" not in page(client, scenario, "stations")


def test_the_sheet_and_the_station_list_say_how_good_the_plan_is(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(), in_english(place.cast.chief)
    for name in ("scenario", "review", "stations"):
        text = page(client, scenario, name)
        assert "proven to be the best possible plan" in text
        assert "Better means" in text
        assert f"{reverse('planning:areas', args=[scenario.pk])}?station=DT" in text
    only = page(client, scenario, "areas", station="XJ")
    assert "东塔" not in only.split("<tbody")[1]
    csv = client.get(reverse("planning:stations", args=[scenario.pk]), {"export": "csv"})
    assert "Proven best possible" in b"".join(csv).decode("utf-8-sig")


def test_a_checked_move_gives_its_reasons_before_anything_is_kept(
    place: Place, draw: Draw, in_english: As
) -> None:
    scenario, client = draw(change_weight=1.0), in_english(place.cast.command_office)
    target = scenario.areas.get(code="640181100001Z02").number
    data = {"block": "640181100001001", "to_area": str(target), "deed": "check"}
    text = client.post(reverse("planning:move", args=[scenario.pk]), data).content.decode()
    assert "What it does, and why" in text
    assert "above the mean" in text
    assert "residents" in text
    assert not scenario.edits.exists()


def kept_study(scenario: Scenario, kind: str, plans: int) -> None:
    """A finished study with plans like the scenario's own: no search on a clock decides how many there are."""
    areas = [
        asdict(AreaFigures(str(one.number), one.station.code, one.load, True, True, True, ""))
        for one in scenario.areas.select_related("station")
    ]
    codes = scenario.blocks.values_list("block_code", "area_number")
    area_of = {code: str(number) for code, number in codes}
    study = PlanStudy.objects.create(
        scenario=scenario, kind=kind, state="done", revision=scenario.revision, created_at=now()
    )
    for number in range(1, plans + 1):
        study.variants.create(
            number=number,
            terms=scenario.terms | {"people_changed": float(number)},
            status="proven",
            feasible=True,
            figures={"people_elsewhere": number, "blocks_elsewhere": [min(area_of)], "broken": 0},
            plan={"area_of": area_of, "weighed": {"areas": areas}},
        )


@pytest.mark.parametrize("name", [CURVE, ALTERNATIVES])
def test_pages_of_studies_take_as_few_questions_for_many_plans_as_for_few(
    place: Place, draw: Draw, in_english: As, name: str
) -> None:
    scenario, client = draw(), in_english(place.cast.command_office)
    taken = []
    for plans in (3, 7):
        kept_study(scenario, name, plans)
        page(client, scenario, name)  # the drawings are kept from the first look on
        with CaptureQueriesContext(connection) as asked:
            text = page(client, scenario, name)
        assert text.count("Take this plan") == plans
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 16
