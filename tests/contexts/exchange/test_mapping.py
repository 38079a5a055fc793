"""Which column is which, also after a Shapefile has cut the names to ten letters."""

from array import array

from jingge.exchange.rules.mapping import columns_for, cut_headers
from jingge.exchange.rules.parsing import parse_table
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.terms import Mapping
from jingge.uploads.terms import ReadTable

BLOCKS = FORMS["blocks"]
CUT = ["code", "name", "unit_code", "households", "population", "organisati", "incidents_", "incident_1"]


def test_a_name_cut_without_doubt_is_known() -> None:
    assert columns_for(BLOCKS, CUT)["organisations"] == "organisati"


def test_counts_cut_to_one_name_are_given_to_nobody() -> None:
    found = columns_for(BLOCKS, CUT)
    assert not [field for field in found if field.startswith("incidents_")]
    assert cut_headers(BLOCKS, CUT) == ["incidents_", "incident_1"]


def test_the_short_names_for_a_shapefile_are_known() -> None:
    found = columns_for(BLOCKS, ["code", "inc_report", "inc_help", "inc_disput", "inc_compl"])
    assert found["incidents_dispute"] == "inc_disput"
    assert len(found) == 5


def test_a_cut_count_is_an_error_that_says_how_to_name_it() -> None:
    row = ["640181100001001", "一组", "640181100001", "1", "2", "3", "4", "5"]
    table = ReadTable(
        name="blocks",
        source="blocks.shp",
        columns=CUT,
        rows=array("i", [2]),
        values=[[cell] for cell in row],
        geometry=None,
    )
    _sheet, problems = parse_table(table, Mapping("blocks", columns_for(BLOCKS, CUT)))
    cut = [problem for problem in problems if problem.field in ("incidents_", "incident_1")]
    assert [problem.severity for problem in cut] == ["error", "error"]
    assert "inc_report" in str(cut[0].mend)
