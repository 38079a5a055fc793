"""Tables in order: taken, taken again, taken back, and out again."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.exchange.actions import export_bureau, import_now, undo_import
from jingge.exchange.models import BureauImport, ImportChange
from jingge.exchange.queries.reading import read_handover
from jingge.exchange.terms import ImportState
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models import BeatPosting, Officer, PoliceOffice, Posting
from jingge.territory.models import Division, Grid, GridVersion, Level, Road
from tests.contexts.exchange.conftest import Judge
from tests.contexts.exchange.handover import DAY, UNITS, Tables, square

pytestmark = pytest.mark.django_db
LATER = date(2021, 6, 1)


def taken(tables: Tables, folder: Path, clerk: Viewer, day: date = DAY) -> BureauImport:
    path = tables.write(folder)
    return import_now(path=path, bureau_id=clerk.bureau_id, in_force_from=day, by=clerk)


def map_of(row: BureauImport) -> GridVersion:
    assert row.version_id is not None
    return GridVersion.objects.get(pk=row.version_id)


def test_a_bureau_comes_in_whole(tmp_path: Path, clerk: Viewer) -> None:
    row = taken(Tables(), tmp_path, clerk)
    assert (row.state, row.errors) == (ImportState.APPLIED, 0)
    bureau = Bureau.objects.get(pk=clerk.bureau_id)
    assert (bureau.code, bureau.is_synthetic) == ("640181", True)
    version = GridVersion.objects.get(bureau=bureau)
    assert (version.state, version.valid_from, version.origin_id) == ("adopted", DAY, row.pk)
    levels = [Grid.objects.filter(version=version, level=level).count() for level in Level]
    assert levels == [2, 4, 3, 16]
    assert Officer.objects.filter(bureau=bureau).count() == 11
    assert BeatPosting.objects.filter(beat__version=version).count() == 3
    assert (Division.objects.count(), PoliceOffice.objects.count(), Road.objects.count()) == (4, 4, 1)
    assert Officer.objects.get(police_number="012302").auxiliaries.count() == 1


def test_the_same_tables_again_change_nothing(tmp_path: Path, clerk: Viewer) -> None:
    taken(Tables(), tmp_path, clerk)
    again = taken(Tables(), tmp_path, clerk, LATER)
    assert (again.state, again.version_id) == (ImportState.APPLIED, None)
    assert not any(p[k] for p in again.preview.values() for k in ("new", "changed", "gone"))
    assert not ImportChange.objects.filter(bureau_import=again).exists()
    assert GridVersion.objects.count() == 1


def test_what_goes_out_comes_in_unchanged(tmp_path: Path, clerk: Viewer) -> None:
    taken(Tables(), tmp_path, clerk)
    path = tmp_path / "out.zip"
    path.write_bytes(export_bureau(day=DAY, by=clerk))
    reading = read_handover(path, name=path.name, bureau_id=clerk.bureau_id, day=LATER)
    assert reading.errors == 0
    assert [d.form for d in reading.differences if d.any] == []
    assert {d.form: d.same for d in reading.differences}["blocks"] == 16


def test_a_changed_block_makes_a_new_map_and_leaves_the_old_one(tmp_path: Path, clerk: Viewer) -> None:
    first = taken(Tables(), tmp_path, clerk)
    tables = Tables()
    tables.blocks[0]["population"] = 999
    (tmp_path / "b").mkdir()
    second = taken(tables.only("blocks"), tmp_path / "b", clerk, LATER)
    assert second.preview["blocks"]["changed"] == 1
    assert (second.preview["blocks"]["new"], second.preview["blocks"]["gone"]) == (0, 0)
    old, new = (map_of(row) for row in (first, second))
    assert (old.valid_to, new.valid_from) == (LATER, LATER)
    code = f"{UNITS[0]}001"
    assert [Grid.objects.get(version=v, code=code).population for v in (old, new)] == [300, 999]
    assert BeatPosting.objects.filter(beat__version=new).count() == 3, "areas and their officers come along"


def test_a_changed_posting_leaves_the_map_alone(tmp_path: Path, clerk: Viewer) -> None:
    taken(Tables(), tmp_path, clerk)
    tables = Tables().only("officers")
    tables.officers[5]["post"] = "duty_officer"
    tables.officers[5]["since"] = LATER.isoformat()
    (tmp_path / "b").mkdir()
    row = taken(tables, tmp_path / "b", clerk, LATER)
    assert (row.state, row.version_id, row.preview["officers"]["changed"]) == (ImportState.APPLIED, None, 1)
    posts = Posting.objects.filter(officer__police_number="012306").order_by("valid_from")
    assert [(p.post, p.valid_to) for p in posts] == [("case_officer", LATER), ("duty_officer", None)]


def test_a_changed_map_on_the_day_of_the_present_one_is_refused(tmp_path: Path, clerk: Viewer) -> None:
    taken(Tables(), tmp_path, clerk)
    tables = Tables()
    tables.blocks[0]["population"] = 999
    row = taken(tables, tmp_path, clerk)
    assert (row.state, row.problems.get(severity="error").field) == (ImportState.REFUSED, "in_force_from")
    assert GridVersion.objects.count() == 1


def test_an_import_taken_back_leaves_everything_as_it_was(tmp_path: Path, clerk: Viewer) -> None:
    first = taken(Tables(), tmp_path, clerk)
    tables = Tables()
    tables.blocks[0]["population"] = 999
    tables.officers[5]["display_name"] = "改名"
    (tmp_path / "b").mkdir()
    second = taken(tables, tmp_path / "b", clerk, LATER)
    undone = undo_import(import_id=second.pk, by=clerk)
    assert undone.state == ImportState.UNDONE
    assert map_of(first).valid_to is None
    assert map_of(second).state == "withdrawn"
    assert Officer.objects.get(police_number="012306").display_name == "民警012306"
    reading = read_handover(
        Tables().write(tmp_path), name="t", bureau_id=clerk.bureau_id, day=date(2021, 7, 1)
    )
    assert [d.form for d in reading.differences if d.any] == []


def test_an_import_somebody_built_on_is_not_taken_back(tmp_path: Path, clerk: Viewer) -> None:
    row = taken(Tables(), tmp_path, clerk)
    Officer.objects.filter(police_number="012306").update(rank="一级警督")
    with pytest.raises(Refused, match="officer"):
        undo_import(import_id=row.pk, by=clerk)
    row.refresh_from_db()
    assert row.state == ImportState.APPLIED
    assert map_of(row).state == "adopted"


def test_a_new_bureau_can_take_its_first_import_back(tmp_path: Path, clerk: Viewer) -> None:
    row = taken(Tables(), tmp_path, clerk)
    undo_import(import_id=row.pk, by=clerk)
    assert not Officer.objects.exists()
    assert not Division.objects.exists()
    assert not Posting.objects.exists()
    assert Station.objects.count() == 2, "a withdrawn map stays readable, and its stations with it"


def test_a_zip_and_a_folder_say_the_same(tmp_path: Path, judge: Judge) -> None:
    from_folder, from_zip = judge(Tables()), judge(Tables().zip(tmp_path))
    assert from_zip.errors == from_folder.errors == 0
    assert [(d.form, d.new) for d in from_zip.differences] == [
        (d.form, d.new) for d in from_folder.differences
    ]


def test_the_files_of_an_export_are_those_of_the_format(tmp_path: Path, clerk: Viewer) -> None:
    taken(Tables(), tmp_path, clerk)
    path = tmp_path / "out.zip"
    path.write_bytes(export_bureau(day=DAY, by=clerk))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert names == ["bureau.csv", "units.csv", "stations.csv", "brigades.csv", "officers.csv", "offices.csv",
                     "blocks.geojson", "areas.csv", "roads.geojson"]  # fmt: skip


def test_an_area_of_single_blocks_comes_in_and_goes_out(tmp_path: Path, clerk: Viewer) -> None:
    tables = Tables()
    first = tables.areas.pop(0)
    for n in range(4):
        code, name = ("Z01", "一区") if n < 2 else ("Z04", "四区")
        tables.areas.append(
            first
            | {"area_code": code, "area_name": name, "unit_code": "", "block_code": f"{UNITS[0]}{n + 1:03d}"}
        )
    row = taken(tables, tmp_path, clerk)
    assert row.state == ImportState.APPLIED
    assert Grid.objects.filter(version_id=row.version_id, level=Level.BEAT).count() == 4
    path = tmp_path / "out.zip"
    path.write_bytes(export_bureau(day=DAY, by=clerk))
    reading = read_handover(path, name="out", bureau_id=clerk.bureau_id, day=LATER)
    assert [d.form for d in reading.differences if d.any] == []


def test_squares_touch() -> None:
    assert square(0, 0)[1] == square(1, 0)[0]
