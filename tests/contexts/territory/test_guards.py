"""What the database itself refuses, whoever writes and however."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from jingge.common.clock import now
from jingge.common.ids import new_id
from jingge.territory.models import Division, Grid, GridVersion, Shape, VersionState
from tests.factories.cast import Cast
from tests.factories.territory import DONGTA, FIRST_DAY, XIJIAO, draw, small_map

pytestmark = pytest.mark.django_db


def refused(write: Any) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_nobody_rewrites_an_adopted_map(cast: Cast) -> None:
    version = small_map(cast).version
    grids = Grid.objects.filter(version=version)
    assert refused(lambda: grids.filter(code=DONGTA).update(name="别的"))
    assert refused(lambda: grids.filter(code=DONGTA).update(population=1))
    assert refused(lambda: grids.filter(level=4)[0].delete())
    assert refused(lambda: GridVersion.objects.filter(pk=version.pk).update(valid_from=date(2019, 1, 1)))
    assert refused(lambda: GridVersion.objects.filter(pk=version.pk).update(state="draft"))
    assert refused(lambda: GridVersion.objects.filter(pk=version.pk).update(name="别的"))
    block = grids.filter(level=4).first()
    assert block is not None
    block.pk, block.code = new_id(), "640181100001099"
    assert refused(lambda: block.save(force_insert=True))


def test_a_polygon_is_never_rewritten_and_one_in_use_not_deleted(cast: Cast) -> None:
    small_map(cast)
    assert refused(lambda: Shape.objects.update(min_lon=0.0))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM territory_shape")
        connection.check_constraints()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        (f"{DONGTA}001001", DONGTA),  # a block hangs on a unit, not on a town
        (f"{DONGTA}001001", f"{DONGTA}001Z01"),  # nor on an area
        (f"{DONGTA}001001", f"{XIJIAO}001"),  # nor on another station's unit
        (f"{DONGTA}001", XIJIAO),
        (f"{DONGTA}001Z01", f"{DONGTA}001001"),
    ],
)
def test_a_grid_hangs_only_on_the_level_above_in_its_own_station(cast: Cast, code: str, parent: str) -> None:
    drawn = small_map(cast)
    draft = draw(drawn.spec, cast.bureau, drawn.by)
    to = Grid.objects.get(version=draft, code=parent)
    assert refused(lambda: Grid.objects.filter(version=draft, code=code).update(parent=to))


def test_parent_and_area_are_of_the_same_map(cast: Cast) -> None:
    drawn = small_map(cast)
    draft = draw(drawn.spec, cast.bureau, drawn.by)
    block = Grid.objects.filter(version=draft, code=f"{DONGTA}001001")
    foreign_unit = Grid.objects.get(version=drawn.version, code=f"{DONGTA}001")
    foreign_beat = Grid.objects.get(version=drawn.version, code=f"{DONGTA}001Z01")
    other_station = Grid.objects.get(version=draft, code=f"{XIJIAO}Z01")
    assert refused(lambda: block.update(parent=foreign_unit))
    assert refused(lambda: block.update(beat=foreign_beat))
    assert refused(lambda: block.update(beat=other_station))
    assert not refused(lambda: block.update(beat=Grid.objects.get(version=draft, code=f"{DONGTA}002Z01")))


def test_two_maps_never_hold_on_one_day(cast: Cast) -> None:
    small_map(cast)
    overlapping = GridVersion(
        bureau=cast.bureau,
        number=9,
        name="重叠",
        state=VersionState.ADOPTED,
        valid_from=FIRST_DAY,
        origin="import",
        created_at=now(),
        created_by_label="x",
    )
    assert refused(lambda: overlapping.save(force_insert=True))
    overlapping.bureau = cast.other_bureau
    assert not refused(lambda: overlapping.save(force_insert=True))


def test_one_code_has_one_name_a_day(cast: Cast) -> None:
    def name(text: str, first: date, last: date | None) -> Division:
        return Division(
            bureau=cast.bureau,
            code="640181102209",
            name=text,
            kind="villagers_committee",
            town_code="640181102",
            valid_from=first,
            valid_to=last,
        )

    old, new = date(2016, 10, 31), date(2018, 10, 31)
    name("碱滩村委会", old, new).save(force_insert=True)
    name("郭碱滩村委会", new, None).save(force_insert=True)
    assert refused(lambda: name("又一名", date(2018, 1, 1), date(2018, 2, 1)).save(force_insert=True))


def test_every_level_has_at_most_one_grid_of_a_code_and_a_station_one_town(cast: Cast) -> None:
    drawn = small_map(cast)
    draft = draw(drawn.spec, cast.bureau, drawn.by)
    assert refused(
        lambda: Grid.objects.filter(version=draft, code=f"{DONGTA}001").update(code=f"{DONGTA}002")
    )
    assert refused(lambda: Grid.objects.filter(version=draft, code=DONGTA).update(station=cast.xijiao))
    assert refused(lambda: Grid.objects.filter(version=draft, code=DONGTA).update(level=5))
