"""A theft at 东塔: registered by keyboard, handed over, refused once, decided once, signed for by both sides."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shot, SignIn

FACTS = "东塔市场二楼柜台被撬，少了一箱货"


def press(page: Page, label: str) -> None:
    """A deed of the page, and its answer."""
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator("#flash")).to_be_visible()


def send(page: Page) -> None:
    """The form of a deed, and its answer."""
    page.locator("main form button.primary").click()
    expect(page.locator("#flash")).to_be_visible()


def taken_in(page: Page, place: str) -> str:
    """By keyboard alone, as on the telephone; the address of the incident."""
    page.goto("/incidents/new/")
    expect(page.locator("#id_category")).to_be_focused()
    page.keyboard.type("A1")
    for text in ("", "", place, "东塔市场二楼", FACTS):  # urgency, way, place of the map, address, facts
        page.keyboard.press("Tab")
        if text:
            page.keyboard.type(text)
    expect(page.locator("#look")).to_contain_text("刑事侦查大队")
    page.keyboard.press("Alt+Enter")
    page.wait_for_url(re.compile(r"/incidents/[0-9a-f-]{36}/$"))
    expect(page.locator("#flash")).to_contain_text("LW01-")
    return page.url


def test_a_theft_goes_to_the_brigade_by_list_dispute_and_two_signatures(sign_in: SignIn, shot: Shot) -> None:
    officer = sign_in("officer.lw01")
    incident = taken_in(officer, "640181100201")
    officer.get_by_role("link", name="回执").click()
    expect(officer.locator("main")).to_contain_text("LW01-")
    shot(officer, "incidents-receipt")

    officer.goto(incident)
    officer.get_by_role("link", name="先行处置").click()
    officer.locator("[name=code]").first.check()
    officer.locator("[name=remark]").fill("保护现场，提取照片")
    send(officer)
    officer.get_by_role("link", name="审查", exact=True).click()
    expect(officer.locator("[name=whose]")).to_have_value("BR01")  # by the rule
    officer.locator("[name=reason]").fill("盗窃，属刑事案件")
    send(officer)
    officer.locator("a[href*='/transfers/']").first.click()
    officer.wait_for_url(re.compile(r"/transfers/[0-9a-f-]{36}/$"))
    transfer = officer.url
    officer.get_by_role("link", name="填写清单").click()
    officer.locator("[name=item-0-name]").fill("现场照片")
    officer.locator("[name=item-0-quantity]").fill("12")
    send(officer)
    press(officer, "报负责人批准")

    head = sign_in("head.lw01")
    head.goto("/incidents/inbox/?box=approve")
    expect(head.locator("tbody")).to_contain_text("东塔市场二楼")
    head.goto(transfer)
    press(head, "批准移送")

    brigade = sign_in("brigade.br01")
    brigade.goto(transfer)
    brigade.get_by_role("link", name="拒收", exact=True).click()
    brigade.locator("[name=refusal][value=not_ours]").check()
    brigade.locator("[name=whose]").select_option("LW01")
    brigade.locator("[name=reason]").fill("价值未达立案标准")
    send(brigade)

    head.goto(transfer)
    press(head, "报请上级指定")
    command = sign_in("command")
    command.goto("/incidents/inbox/?box=rule")
    expect(command.locator("tbody")).to_contain_text("东塔市场二楼")
    shot(command, "incidents-inbox")
    command.goto(transfer)
    command.get_by_role("link", name="指定", exact=True).click()
    command.locator("[name=ruling][value=receiver]").check()
    command.locator("[name=reason]").fill("多次盗窃，应立刑事案件")
    send(command)

    brigade.goto(transfer)
    brigade.locator("[name=counted-1]").fill("11")
    brigade.get_by_role("button", name="签收").click()
    expect(brigade.locator("main")).to_contain_text("清单")  # refused: one is missing, and nothing moved
    brigade.goto(transfer)
    brigade.locator("[name=counted-1]").fill("12")
    press(brigade, "清点无误，签收")
    shot(brigade, "incidents-transfer")
    brigade.goto(incident)
    expect(brigade.locator("main")).to_contain_text("刑事侦查大队")
    shot(brigade, "incidents-incident", whole=True)
    officer.goto(incident)  # who received it first still reads it, and acts no more
    expect(officer.get_by_role("link", name="审查", exact=True)).to_have_count(0)


def test_a_late_transfer_turns_its_mechanism_amber_with_the_rows_behind(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/incidents/health/")
    row = page.locator("tbody tr", has_text="移送管辖")
    expect(row).to_contain_text("关注")
    shot(page, "incidents-health")
    row.locator("a").last.click()
    expect(page.locator("tbody")).to_contain_text("LW02-")
    expect(page.locator("tbody")).to_contain_text("刑事侦查大队")


def test_numbers_of_persons_and_times_that_cannot_be_are_refused_beside_their_field(sign_in: SignIn) -> None:
    page = sign_in("officer.lw01")
    page.goto("/incidents/new/")
    page.locator("[name=category]").fill("D")
    page.locator("[name=facts]").fill("邻居争吵，电话 138 0013 8000")
    page.locator("[name=received_at]").fill("2030-01-01T08:00")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".field:has([name=facts]) .errorlist")).to_contain_text("号码")
    page.locator("[name=facts]").fill("邻居争吵")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".field:has([name=received_at]) .errorlist")).to_contain_text("将来")


def test_a_click_on_the_map_and_a_name_lead_to_the_same_owner(sign_in: SignIn, shot: Shot) -> None:
    page = sign_in("command")
    page.goto("/incidents/new/")
    page.locator("[data-module~=map][data-ready=true]").wait_for(timeout=30_000)
    page.locator("[data-module~=map] canvas").click(position={"x": 180, "y": 200})
    expect(page.locator("[name=where]")).to_have_value(re.compile(r"10\d\.\d+, 3\d\.\d+"))
    expect(page.locator("#look")).to_contain_text("派出所")
    page.locator("[name=where]").fill("东塔")
    page.locator("[name=where]").press("Tab")
    page.locator("#look button[data-place]").first.click()
    expect(page.locator("#look")).to_contain_text("东塔派出所")
    shot(page, "incidents-intake", whole=True)
