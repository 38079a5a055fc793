"""A station head works out next month: drawn, changed by drag and by keyboard, published, mended; officers read it."""

import re
from datetime import date, timedelta
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from jingge.common.clock import today
from tests.journeys.conftest import Shot, SignIn

LONG_MS = 90_000
ROWS = """rows => rows.map(row => [
    row.querySelector("a[data-day]").dataset.officer,
    [...row.querySelectorAll("a[data-day]")].map(cell => cell.innerText.trim()),
])"""
Grid = list[tuple[str, list[str]]]


def next_month() -> date:
    return (today().replace(day=1) + timedelta(days=32)).replace(day=1)


def grid(page: Page) -> Grid:
    """What the month shows: each person's id and marks, day by day; a dot is a day off."""
    return [(who, marks) for who, marks in page.locator("table.roster tbody tr").evaluate_all(ROWS)]


def cell(page: Page, person: int, day: int) -> Locator:
    return page.locator("table.roster tbody tr").nth(person).locator("a[data-day]").nth(day)


def duties(shown: Grid) -> list[tuple[int, int]]:
    """Persons and days of the station duty, a night."""
    return [
        (n, day) for n, (_who, marks) in enumerate(shown) for day, mark in enumerate(marks) if mark == "值"
    ]


def off(shown: Grid, person: int, day: int) -> bool:
    return shown[person][1][day] == "·"


def taker(shown: Grid, day: int, giver: int) -> int:
    """Somebody who is off on that day."""
    return next(n for n in range(3, len(shown)) if n != giver and off(shown, n, day))


def drawn_month(page: Page) -> str:
    """Opened through its form and drawn by the worker; the address of its page."""
    page.goto("/rosters/")
    page.get_by_role("link", name="新建月表").click()
    expect(page.locator("[name=month]")).to_have_value(f"{next_month():%Y-%m}")
    page.locator("form:has([name=month]) button.primary").click()
    page.get_by_role("button", name="开始排班").click()
    expect(page.locator("table.roster")).to_be_visible(timeout=LONG_MS)
    return page.url.split("?")[0]


def test_a_head_draws_changes_publishes_and_mends_a_month(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("head.lw03", width=1280)
    address = drawn_month(page)
    expect(page.locator("table.roster tfoot .short")).to_have_count(0)
    begun = grid(page)
    shot(page, "rosters-drawn", whole=True)

    # A duty dragged to a colleague who is off that day.
    giver, day = duties(begun)[3]
    other = taker(begun, day, giver)
    cell(page, giver, day).drag_to(cell(page, other, day))
    expect(page.locator("h1")).to_contain_text("互换两格班次")
    shot(page, "rosters-exchange")
    page.get_by_role("button", name="互换").click()
    expect(page.locator("#flash")).to_contain_text("已修改")
    dragged = grid(page)
    assert dragged[other][1][day] == "值"
    assert dragged[giver][1][day] == "·"
    assert sum(a != b for a, b in zip(begun, dragged, strict=True)) == 2

    # The same taken back, by keyboard alone: the focus is where the change was; space picks up and puts down.
    focused = page.evaluate("[document.activeElement.dataset.officer, document.activeElement.dataset.day]")
    assert focused == [begun[other][0], (next_month() + timedelta(days=day)).isoformat()]
    page.keyboard.press("Space")
    expect(page.locator("[data-said]")).to_contain_text("已选取")
    for _ in range(abs(other - giver)):
        page.keyboard.press("ArrowUp" if giver < other else "ArrowDown")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("with_day="))
    press_until(page, "互换")
    page.keyboard.press("Enter")
    expect(page.locator("#flash")).to_contain_text("已修改")
    assert grid(page) == begun

    # One day edited by keyboard alone: to a day off, which leaves the duty short and says so; then undone.
    cell(page, 0, 0).focus()
    for _ in range(giver):
        page.keyboard.press("ArrowDown")
    for _ in range(day):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("officer="))
    expect(page.locator("#content")).to_contain_text("值班")
    shot(page, "rosters-change")
    press_until(page, "休息")
    page.keyboard.press("Enter")
    expect(page.locator("table.roster tfoot .short")).to_have_count(1)
    page.get_by_role("button", name=re.compile("撤销")).click()
    expect(page.locator("table.roster tfoot .short")).to_have_count(0)
    assert grid(page) == begun

    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.locator("#flash")).to_contain_text("已发布")

    # A duty officer falls ill: the engine proposes the least change.
    who, when = duties(begun)[-1]
    ill = (next_month() + timedelta(days=when)).isoformat()
    page.get_by_role("link", name="有人不能到岗").click()
    page.locator("[name=officer_id]").select_option(begun[who][0])
    page.locator("[name=first_day]").fill(ill)
    page.locator("[name=last_day]").fill(ill)
    page.get_by_role("button", name="求调整建议").click()
    expect(page.get_by_role("button", name="采纳", exact=True)).to_be_visible(timeout=LONG_MS)
    changes = page.locator("#content tbody tr")
    assert 2 <= changes.count() <= 4
    shot(page, "rosters-proposal")
    page.get_by_role("button", name="采纳", exact=True).click()
    mended = grid(page)
    assert mended[who][1][when] == "/"
    assert [marks[when] for _who, marks in mended].count("值") == 1
    expect(page.locator("table.roster tfoot .short")).to_have_count(0)
    shot(page, "rosters-mended", whole=True)

    page.get_by_role("link", name="需要与在岗").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.locator(".badge.bad")).to_have_count(0)
    shot(page, "rosters-readiness")

    page.goto(address)
    page.get_by_role("link", name="打印（A4）").click()
    page.emulate_media(media="print")
    expect(page.locator("table.paper")).to_be_visible()
    expect(page.locator(".toolbar")).to_be_hidden()
    shot(page, "rosters-print", whole=True)
    page.emulate_media(media="screen")
    page.goto(address)
    with page.expect_download() as started:
        page.get_by_role("link", name="导出（XLSX）").click()
    table = load_workbook(BytesIO(started.value.path().read_bytes())).active
    assert table is not None
    assert table.max_row == 1 + len(begun) + 4


def press_until(page: Page, label: str) -> None:
    """Tab on to a button, as somebody does who uses no mouse."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = "[document.activeElement.tagName, document.activeElement.innerText.trim()]"
        tag, text = page.evaluate(told)
        if tag == "BUTTON" and text.endswith(label):
            return
    raise AssertionError(f"no button {label!r} is reached by the keyboard")


def test_an_officer_reads_own_duties_and_subscribes_to_them(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("officer.lw03", width=390)
    page.goto("/rosters/mine/")
    shifts = page.locator("#content tbody tr")
    expect(shifts.first).to_be_visible()
    count = shifts.count()
    shot(page, "rosters-mine")
    page.get_by_role("button", name="生成新地址").click()
    address = page.locator("input[readonly]").input_value()
    shot(page, "rosters-feed")
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.text().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") >= count
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART;TZID=Asia/Shanghai:")]
    assert len({one[:8] for one in starts}) == len(starts) == lines.count("BEGIN:VEVENT")
    ahead = sum(one[:8] >= f"{today():%Y%m%d}" for one in starts)
    assert ahead == count
    page.goto("/rosters/mine/")
    page.get_by_role("button", name="作废").click()
    assert page.request.get(address).status == 404
