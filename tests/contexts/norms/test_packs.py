"""What a pack may say, and how what is wrong with it is told."""

import io
import zipfile
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from jingge.common.errors import Invalid
from jingge.norms.rules.differences import differences
from jingge.norms.rules.packfiles import from_files, from_zip, own_files, own_pack, to_zip
from jingge.norms.rules.packs import read
from jingge.norms.terms import Lead, Unit

HEAD, TABLES = own_files("lingwu_2021")


def faults(**change: Any) -> list[tuple[str, int, str]]:
    """The places found wrong after changing rows: limits__2={"amount": "x"} (row as a spreadsheet counts)."""
    tables = deepcopy(dict(TABLES))
    for place, values in change.items():
        table, row = place.split("__")
        tables[table][int(row) - 2].update(values)
    return [(one.table, one.row, one.field) for one in read(HEAD, tables)[1]]


def row_of(table: str, code: str) -> int:
    return next(n for n, row in enumerate(TABLES[table], 2) if row["code"] == code)


def test_both_packs_of_the_program_are_whole() -> None:
    assert own_pack("national").category("A22").lead is Lead.STATION  # type: ignore[union-attr]
    assert own_pack("lingwu_2021").category("A22").lead is Lead.PUBLIC_ORDER  # type: ignore[union-attr]


def test_a_case_of_2025_and_one_of_2026_follow_different_rules() -> None:
    pack = own_pack("lingwu_2021")
    old, new = (pack.limit_on("case.handling", day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert old is not None and new is not None
    assert (old.code, new.code) == ("ADM-01", "ADM-02")
    assert (old.starts_en, new.starts_en) == ("acceptance", "filing")
    assert (old.extensions[0].times, new.extensions[0].times) == (1, 2)
    assert pack.power_on("fine.station", date(2025, 12, 31)).amount == 500  # type: ignore[union-attr]
    assert pack.power_on("fine.station", date(2026, 1, 1)).amount == 1000  # type: ignore[union-attr]


def test_every_category_a_matter_can_be_of_has_one_lead() -> None:
    for code in ("national", "lingwu_2021"):
        assert all(one.lead is not None and one.procedure is not None for one in own_pack(code).leaves)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"amount": "soon"}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "٣"}, "amount"),
        ({"unit": "weeks"}, "unit"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_to": "1999-01-01"}, "valid_to"),
        ({"liberty": "maybe"}, "liberty"),
        ({"pauses": "lunch"}, "pauses"),
        ({"basis": ""}, "basis"),
        ({"name_zh": "长" * 401}, "name_zh"),
    ],
)
def test_a_wrong_cell_of_a_limit_is_named(change: dict[str, str], place: str) -> None:
    row = row_of("limits", "TRF-01")
    assert ("limits", row, place) in faults(**{f"limits__{row}": change})


def test_a_gap_between_two_versions_of_a_rule_is_refused_with_its_dates() -> None:
    row = row_of("limits", "ADM-02")
    tables = deepcopy(dict(TABLES))
    tables["limits"][row - 2]["valid_from"] = "2026-01-05"
    found = read(HEAD, tables)[1]
    assert [(one.row, one.field, one.value) for one in found] == [(row, "valid_from", "2026-01-05")]
    assert "2025-12-31" in found[0].mend


def test_an_overlap_of_two_versions_of_a_rule_is_refused_with_its_dates() -> None:
    row = row_of("powers", "ADM-15")
    tables = deepcopy(dict(TABLES))
    tables["powers"][row - 2]["valid_from"] = "2025-12-01"
    found = read(HEAD, tables)[1]
    assert [(one.table, one.row, one.value) for one in found] == [("powers", row, "2025-12-01")]
    assert "2025-12-31" in found[0].mend


def test_a_category_without_a_lead_or_below_itself_is_refused() -> None:
    leaf, parent = row_of("categories", "D"), row_of("categories", "A2")
    assert faults(**{f"categories__{leaf}": {"lead": ""}}) == [("categories", leaf, "lead")]
    found = faults(**{f"categories__{parent}": {"parent": "A21"}})
    assert ("categories", parent, "parent") in found


def test_an_extension_of_no_limit_and_a_code_given_twice_are_refused() -> None:
    assert faults(extensions__2={"limit": "ZZZ"}) == [("extensions", 2, "limit")]
    assert faults(forms__3={"code": TABLES["forms"][0]["code"]}) == [("forms", 3, "code")]


def test_out_and_in_again_is_the_same_pack_to_the_byte() -> None:
    packed = to_zip(HEAD, TABLES)
    head, tables = from_zip(packed)
    assert tables == {name: list(rows) for name, rows in TABLES.items()}
    assert to_zip(head, tables) == packed


def test_a_pack_over_a_base_gives_only_what_differs() -> None:
    changed = {one.code for one in differences(own_files("national")[1], TABLES) if one.table == "categories"}
    assert changed == {"A1", "A11", "A12", "A13", "A21", "A22", "A23"}


def test_a_limit_given_anew_brings_its_own_extensions() -> None:
    content = {
        "pack.toml": b'code = "x"\nedition = 1\nbase = "national"\nname_zh = "x"\nname_en = "x"\nvalid_from = 2027-01-01\n',
        "limits.csv": (
            ",".join(TABLES["limits"][0]) + "\n"
            "INT-03,intake.review_administrative,审查,review,48,hour,,,,,,,本局,,2019-01-01,,bureau\n"
        ).encode(),
    }  # fmt: skip
    head, tables = from_files(content)
    pack, found = read(head, tables)
    assert not found and pack is not None
    limit = pack.limit_on("intake.review_administrative", date(2027, 1, 1))
    assert limit is not None and (limit.amount, limit.unit, limit.extensions) == (48, Unit.HOUR, ())


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "pack.toml"),
        ({"pack.toml": b"code = "}, "TOML"),
        ({"pack.toml": b'code = "x"\nrun = "rm"\n'}, "pack.toml has only"),
        ({"pack.toml": b'base = "elsewhere"\n'}, "The base is one of"),
        ({"pack.toml": b'code = "x"\n', "people.csv": b"a\n"}, "only these files"),
        ({"pack.toml": b'code = "x"\n', "limits.csv": b"code\na,b\n"}, "more cells than the heading"),
        ({"pack.toml": b'code = "x"\n', "limits.csv": b"\xff\xff\xff"}, "UTF-8 or GBK"),
    ],
)
def test_files_that_are_no_pack_are_refused_and_say_why(files: dict[str, bytes], said: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(Invalid, match=said):
        from_zip(out.getvalue())


def test_a_file_that_unpacks_to_very_much_is_not_read_to_its_end() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", b"#" * 50_000_000)
    with pytest.raises(Invalid, match="smaller than 2 MB"):
        from_zip(out.getvalue())


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(Invalid, match=r"not a \.zip file"):
        from_zip(b"PK\x03\x04 broken")
