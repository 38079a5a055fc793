"""What an event looks like before it is written for ever."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingge.audit.rules import one_line, plain_detail


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two␊lines"),
        ("a\r\nFAKE 2026-01-01 done", "a␍␊FAKE 2026-01-01 done"),
        ("\x1b[31mred", "␛[31mred"),
        ("nul\0", "nul␀"),
        ("abc\u202edcba", "abc⟨U+202E⟩dcba"),
        ("line\u2028break", "line⟨U+2028⟩break"),
        ("东塔派出所", "东塔派出所"),
    ],
)
def test_no_text_breaks_out_of_its_record(text: str, shown: str) -> None:
    assert one_line(text, 200) == shown


@settings(deadline=None)  # a busy machine is no fault
@given(st.text())
def test_whatever_is_said_stays_on_one_line(text: str) -> None:
    cleaned = one_line(text, 10_000)
    assert cleaned.splitlines() in ([], [cleaned])
    assert "\0" not in cleaned


def test_detail_is_plain_and_the_same_on_both_databases() -> None:
    given_detail = {
        "day": date(2020, 6, 30),
        "codes": ("a", "b"),
        "share": float("nan"),
        "big": 1e20,
        3: "x\ny",
    }
    assert plain_detail(given_detail) == {
        "day": "2020-06-30",
        "codes": ["a", "b"],
        "share": "nan",
        "big": "1e+20",
        "3": "x␊y",
    }
