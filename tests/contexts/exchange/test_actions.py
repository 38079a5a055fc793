"""Uploading, matching columns, applying through the worker, packs."""

import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from jingge.audit.models import Event
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Role, Viewer
from jingge.exchange.actions import (
    change_mapping,
    export_pack,
    import_now,
    load_pack,
    receive_upload,
    request_apply,
    undo_import,
)
from jingge.exchange.models import BureauImport, ImportProblem
from jingge.exchange.queries.imports import get_import, list_imports
from jingge.exchange.queries.problem_file import problem_xlsx
from jingge.exchange.queries.templates import template_xlsx, template_zip
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.states import TRANSITIONS, why_not_step
from jingge.exchange.terms import ImportState
from jingge.organisation.models import Bureau, Station
from jingge.planning.actions import save_weight_pack
from jingge.planning.models import WeightPack
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.runs.models import Job
from jingge.runs.terms import registered
from jingge.staffing.models import Officer
from tests.contexts.exchange.handover import DAY, Tables, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOADS = tmp_path / "uploads"
    return tmp_path / "uploads"


def work(row: BureauImport) -> BureauImport:
    """What the worker does with the import's job: the handler, then its effect."""
    job = Job.objects.filter(subject_id=row.pk).order_by("created_at", "pk").last()
    assert job is not None and job.pk == row.job_id
    with translation.override("en"):
        ticket = job.ticket()
        ticket.payload["language"] = "en"
        registered(job.kind).handler(ticket, lambda share, note="": None)()
    row.refresh_from_db()
    return row


def send(content: bytes, clerk: Viewer, name: str = "t.zip") -> BureauImport:
    return receive_upload(file_name=name, chunks=[content], in_force_from=DAY, by=clerk)


def kept(uploads: Path) -> list[Path]:
    return [p for p in uploads.rglob("*") if p.is_file()]


def test_an_upload_is_read_previewed_applied_and_taken_back(
    tmp_path: Path, clerk: Viewer, uploads: Path
) -> None:
    row = send(Tables().zip(tmp_path).read_bytes(), clerk)
    assert row.state == ImportState.READING
    assert [p.name for p in kept(uploads)] == [str(row.pk)], "kept under a name of ours"
    work(row)
    assert (row.state, row.preview["blocks"]["new"], Bureau.objects.count()) == (ImportState.PREVIEWED, 16, 0)
    row = work(request_apply(import_id=row.pk, by=clerk))
    assert (row.state, Officer.objects.count()) == (ImportState.APPLIED, 11)
    undo_import(import_id=row.pk, by=clerk)
    assert Officer.objects.count() == 0
    actions = list(
        Event.objects.filter(action__startswith="exchange.")
        .order_by("number")
        .values_list("action", flat=True)
    )
    assert actions == ["exchange.receive_upload", "exchange.finish_reading", "exchange.request_apply",
                       "exchange.apply_import", "exchange.undo_import"]  # fmt: skip


def test_tables_with_errors_are_refused_and_the_list_can_be_mended_by(tmp_path: Path, clerk: Viewer) -> None:
    tables = Tables()
    tables.blocks[3]["population"] = "约三百"
    tables.officers[2]["post"] = "=片警"
    row = work(send(tables.zip(tmp_path).read_bytes(), clerk))
    assert (row.state, row.errors, Bureau.objects.count()) == (ImportState.REFUSED, 2, 0)
    with pytest.raises(Refused):
        request_apply(import_id=row.pk, by=clerk)
    book = openpyxl.load_workbook(io.BytesIO(problem_xlsx(clerk, row.pk)))
    sheet = book["blocks"]
    head, line = ([cell.value for cell in cells] for cells in list(sheet.iter_rows())[:2])
    found = dict(zip(head, line, strict=True))
    assert (found["population"], found["households"], found["code"]) == ("约三百", "103", "640181100001004")
    cells = {c.value: c for row_ in book["officers"].iter_rows() for c in row_ if c.value == "=片警"}
    assert {c.data_type for c in cells.values()} == {"s"}, "a problem list never stores a formula"


def test_a_file_with_forbidden_data_is_not_kept(tmp_path: Path, clerk: Viewer, uploads: Path,
                                                django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    tables = Tables()
    for row_ in tables.officers:
        row_["身份证号"] = "11010519491231002X"
    row = send(tables.zip(tmp_path).read_bytes(), clerk)
    with django_capture_on_commit_callbacks(execute=True):
        work(row)
    assert (row.state, row.stored_as, kept(uploads)) == (ImportState.REFUSED, "", [])
    everything = (
        repr(list(ImportProblem.objects.values())) + repr(row.__dict__) + repr(list(Event.objects.values()))
    )
    assert "11010519491231002X" not in everything
    with pytest.raises(Refused, match=r"Upload it again|重新上传"):
        change_mapping(import_id=row.pk, mappings={}, by=clerk)


def test_unknown_headers_are_matched_by_a_person(tmp_path: Path, clerk: Viewer) -> None:
    tables = Tables()
    tables.stations = [
        {
            "所码": r["code"],
            "所名": r["name"],
            "网格码": r["level1_code"],
            "网格名": r["level1_name"],
            "勤务": r["mode"],
        }
        for r in tables.stations
    ]
    row = work(send(tables.zip(tmp_path).read_bytes(), clerk))
    assert row.state == ImportState.NEEDS_MAPPING
    assert set(row.sheets["stations"]["missing"]) == {"code", "name", "level1_code", "level1_name", "mode"}
    columns = {
        "code": "所码",
        "name": "所名",
        "level1_code": "网格码",
        "level1_name": "网格名",
        "mode": "勤务",
        "hack": "x",
    }
    row = work(
        change_mapping(
            import_id=row.pk, mappings={"stations": {"form": "stations", "columns": columns}}, by=clerk
        )
    )
    assert (row.state, row.errors) == (ImportState.PREVIEWED, 0)
    work(request_apply(import_id=row.pk, by=clerk))
    assert set(Station.objects.values_list("name", flat=True)) == {"东塔派出所", "西郊派出所"}


def test_a_200_mb_upload_is_refused_in_words_and_leaves_nothing(clerk: Viewer, uploads: Path) -> None:
    chunk = bytes(1024 * 1024)
    with pytest.raises(Refused) as refused, translation.override("en"):
        receive_upload(file_name="x.zip", chunks=(chunk for _ in range(200)), in_force_from=DAY, by=clerk)
    assert "more than the 100 MB taken here" in str(refused.value.reason)
    assert "JINGGE_UPLOAD_LIMIT_MB" in str(refused.value.reason)
    assert (kept(uploads), BureauImport.objects.count(), Job.objects.count()) == ([], 0, 0)


def test_an_upload_cut_off_half_way_is_known_by_its_stated_size(clerk: Viewer, uploads: Path) -> None:
    with pytest.raises(Refused) as refused, translation.override("en"):
        receive_upload(file_name="x.zip", chunks=[b"12345"], in_force_from=DAY, stated_size=10, by=clerk)
    assert str(refused.value.reason).startswith("The upload was cut off: 5 of 10 bytes arrived.")
    assert (kept(uploads), BureauImport.objects.count()) == ([], 0)


def test_a_connection_that_breaks_leaves_nothing(clerk: Viewer, uploads: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"12345"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        receive_upload(file_name="x.zip", chunks=breaking(), in_force_from=DAY, by=clerk)
    assert (kept(uploads), BureauImport.objects.count()) == ([], 0)


def test_half_a_zip_is_told_as_cut_off(tmp_path: Path, clerk: Viewer) -> None:
    content = Tables().zip(tmp_path).read_bytes()
    row = work(send(content[: len(content) // 2], clerk))
    assert row.state == ImportState.REFUSED
    assert "cut off" in row.problems.get().message


def test_the_name_of_an_upload_is_never_a_path(clerk: Viewer, uploads: Path, tmp_path: Path) -> None:
    row = send(b"code,name\n1,2\n", clerk, "../../../etc/\u202epasswd\x00.csv")
    assert row.file_name == "passwd.csv"
    assert [p.parent.parent for p in kept(uploads)] == [uploads]


def test_another_bureau_never_sees_an_import(tmp_path: Path, clerk: Viewer) -> None:
    row = send(b"code,name\n1,2\n", clerk)
    other = Viewer(uuid.uuid4(), uuid.uuid4(), Role.COMMAND_OFFICE, "邻县")
    assert list(list_imports(other)) == []
    deeds: tuple[Callable[[], object], ...] = (
        lambda: get_import(other, row.pk),
        lambda: request_apply(import_id=row.pk, by=other),
        lambda: undo_import(import_id=row.pk, by=other),
        lambda: change_mapping(import_id=row.pk, mappings={}, by=other),
    )
    for deed in deeds:
        with pytest.raises(NotYours):
            deed()


def test_tables_of_another_bureau_are_refused(tmp_path: Path, clerk: Viewer) -> None:
    import_now(path=Tables().write(tmp_path), bureau_id=clerk.bureau_id, in_force_from=DAY, by=clerk)
    tables = Tables().only("bureau")
    tables.bureau = [{"code": "640182", "name": "邻县公安局"}]
    (tmp_path / "b").mkdir()
    with translation.override("en"):
        row = import_now(
            path=tables.write(tmp_path / "b"), bureau_id=clerk.bureau_id, in_force_from=DAY, by=clerk
        )
    problem = row.problems.get(severity="error")
    assert (problem.row, problem.field, problem.value) == (2, "code", "640182")
    assert "another bureau" in problem.message


@pytest.mark.parametrize("state", ImportState)
@pytest.mark.parametrize("step", ["read", "apply", "undo", "finish"])
def test_a_step_is_taken_or_its_reason_said(state: ImportState, step: str) -> None:
    assert (why_not_step(state, step) is None) == (step in TRANSITIONS[state])


def test_every_state_can_be_reached_and_left_but_undone() -> None:
    reached = {target for steps in TRANSITIONS.values() for target in steps.values()} | {ImportState.UPLOADED}
    assert reached == set(ImportState)
    assert [s for s, steps in TRANSITIONS.items() if not steps] == [ImportState.UNDONE]


# -- templates and the command line -------------------------------------------------------------------


def test_the_templates_are_known_by_an_import(tmp_path: Path, clerk: Viewer) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_xlsx())
    row = work(send(path.read_bytes(), clerk, "t.xlsx"))
    taken = {t["form"] for t in row.sheets.values() if t["form"]}
    assert taken == set(FORMS), "every sheet of the template is recognised"
    assert all(not t["missing"] for t in row.sheets.values())
    with zipfile.ZipFile(io.BytesIO(template_zip())) as archive:
        assert archive.namelist() == [f"{name}.csv" for name in FORMS]


def test_the_command_imports_checks_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, day = str(Tables().write(tmp_path)), DAY.isoformat()
    call_command(
        "import", folder, "--bureau", "640181", "--in-force-from", day, "--check-only", "--language", "en"
    )
    assert "Level-4 grids: +16 ~0 =0 -0" in capsys.readouterr().out
    assert not Bureau.objects.exists()
    call_command("import", folder, "--bureau", "640181", "--in-force-from", day, "--yes", "--language", "en")
    assert Bureau.objects.get().code == "640181"
    out = tmp_path / "out.zip"
    call_command("export_bureau", str(out), "--bureau", "640181", "--day", day)
    call_command("import", str(out), "--bureau", "640181", "--in-force-from", "2021-06-01", "--check-only")
    assert "四级网格: +0 ~0 =16 -0" in capsys.readouterr().out


def test_the_command_takes_nobody_to_answer_for_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("import", str(Tables().write(tmp_path)), "--bureau", "640181")
    assert not Bureau.objects.exists()


def test_the_command_ends_in_1_and_writes_nothing_when_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = Tables()
    tables.blocks[3]["population"] = "-1"
    folder = str(tables.write(tmp_path))
    for option in ("--yes", "--check-only"):
        with pytest.raises(CommandError) as error:
            call_command(
                "import",
                folder,
                "--bureau",
                "640181",
                "--in-force-from",
                "2021-03-01",
                option,
                "--language",
                "en",
            )
        assert error.value.returncode == 1
        printed = capsys.readouterr().out
        assert "blocks:4 [population] '-1'  A count cannot be negative." in printed
    assert not Bureau.objects.exists()


def test_the_command_never_imports_under_another_bureaus_code(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import", str(Tables().write(tmp_path)), "--bureau", "110101", "--yes")
    assert not Bureau.objects.exists()


# -- packs ---------------------------------------------------------------------------------------------


@pytest.fixture
def two_bureaus(clerk: Viewer) -> tuple[Viewer, Viewer]:
    other = Viewer(uuid.uuid4(), uuid.uuid4(), Role.COMMAND_OFFICE, "邻县")
    for viewer, code in ((clerk, "640181"), (other, "640182")):
        Bureau.objects.create(pk=viewer.bureau_id, code=code, name=f"{code}公安局")
    return clerk, other


def test_a_pack_brings_the_same_rules_and_no_local_data(two_bureaus: tuple[Viewer, Viewer]) -> None:
    here, there = two_bureaus
    weights = DEFAULT_WEIGHTS | {"population": 2.5}
    save_weight_pack(name="标准", weights=weights, note="东塔镇专用", by=here)
    Bureau.objects.filter(pk=here.bureau_id).update(ratio_display="cut")
    Station.objects.create(bureau_id=here.bureau_id, code="LW01", name="东塔派出所", level1_code="640181100",
                           level1_name="东塔镇", mode="mode_multi_skill")  # fmt: skip
    pack = export_pack(by=here)
    for local in ("东塔", "640181", "灵", str(here.bureau_id)):
        assert local not in pack.decode()
    lines = load_pack(content=pack, by=there)
    assert {(x.section, x.name) for x in lines if x.changes} == {
        ("weights", "标准"),
        ("settings", "ratio_display"),
    }
    assert WeightPack.objects.get(bureau_id=there.bureau_id).weights == weights
    assert Bureau.objects.get(pk=there.bureau_id).ratio_display == "cut"
    assert export_pack(by=there) == pack, "the same rules, byte by byte"
    assert Station.objects.filter(bureau_id=there.bureau_id).count() == 0


def test_a_pack_is_loaded_whole_or_not_at_all(two_bureaus: tuple[Viewer, Viewer]) -> None:
    here, there = two_bureaus
    pack = json.loads(export_pack(by=here))
    pack["sections"]["weights"] = {"好": DEFAULT_WEIGHTS, "坏": {"population": "many"}}
    with pytest.raises(Refused, match="坏"):
        load_pack(content=json.dumps(pack).encode(), by=there)
    assert not WeightPack.objects.exists()


def test_a_pack_with_other_grid_rules_is_refused(two_bureaus: tuple[Viewer, Viewer]) -> None:
    here, there = two_bureaus
    pack = json.loads(export_pack(by=here))
    pack["sections"]["grid_rules"]["levels"] = 5
    with pytest.raises(Refused, match="levels"):
        load_pack(content=json.dumps(pack).encode(), by=there)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"format":"jingge-pack","version":9,"sections":{}}',
     b'{"format":"jingge-pack","version":1,"sections":{"people":{}}}', b'{"format":"jingge-pack","version":1}',
     b'{"format":"jingge-pack","version":1,"sections":{},"more":1}', b"0" * 300_000, b'{"format": NaN}'],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_pack_is_refused_in_words(content: bytes, two_bureaus: tuple[Viewer, Viewer]) -> None:
    with pytest.raises(Invalid):
        load_pack(content=content, by=two_bureaus[0])


def test_a_pack_needs_the_post_for_it(two_bureaus: tuple[Viewer, Viewer]) -> None:
    here, there = two_bureaus
    save_weight_pack(name="标准", weights=DEFAULT_WEIGHTS, by=here)
    pack = export_pack(by=here)
    clerk = Viewer(uuid.uuid4(), there.bureau_id, Role.IT_CLERK, "信息员")
    with pytest.raises(Refused):
        load_pack(content=pack, by=clerk)
    assert not WeightPack.objects.filter(bureau_id=there.bureau_id).exists()


def test_csv_of_the_fixture_reads_back() -> None:
    assert csv_of([{"a": 1}]) == b"a\r\n1\r\n"
