"""The demonstration's rules: the Lingwu pack in force since the reform, twelve norms with their texts.

Two of the twelve norms are named in the article of 4 March 2021; the other names and all texts are
made up for the demonstration and say so.
"""

from datetime import date

from django.db import transaction

from jingge.common.viewer import Viewer
from jingge.norms.actions import (
    agree_edition,
    agree_version,
    bring_own_edition,
    enter_norm,
    propose_edition,
    propose_version,
    write_version,
)
from jingge.norms.models import Norm

IN_FORCE = date(2021, 3, 1)
MADE_UP = "（演示文本，不是公文。）"
NORMS = (
    (
        "派出所办理案件工作规范", "Station work norm on handling cases",
        ("第一条 派出所接报各类案件，一律当场登记、接受证据、出具回执。\n"
        "第二条 派出所不办理刑事案件，不办理卖淫嫖娼、赌博、毒品案件；先行处置后移送有管辖权的大队。\n"
        "第三条 治安案件的办理期限，按受理或者立案之日施行的法律计算。"),
    ),
    (
        "警情处置受立案及管辖移交规定", "Norm on incident handling, acceptance, filing and transfer of jurisdiction",
        ("第一条 首接单位对警情负责到底，移交经接收单位确认后方可解除。\n"
        "第二条 属于其他单位管辖的，二十四小时内移送并告知报案人；双方清点材料、证据、物品并签名。\n"
        "第三条 对管辖有争议的，报共同上级指定，争议期间首接单位不得停止处置。"),
    ),
    ("接报警情工作规范", "Norm on taking reports", "第一条 接报警情一分钟内登记时间、地点、类别和紧急程度。"),
    ("紧急警情先期处置规范", "Norm on first steps in urgent incidents", "第一条 先处置，处置结束后二十四小时内补登记。"),
    ("矛盾纠纷排查调处工作规范", "Norm on finding and mediating disputes", "第一条 纠纷分级只针对事项，不针对个人。"),
    ("治安调解工作规范", "Norm on public-order mediation", "第一条 受理后三个工作日内组织第一次调解。"),
    ("社区警务工作规范", "Norm on community policing", "第一条 社区民警每周在社区不少于四个工作日、二十小时。"),
    ("基础信息采集维护工作规范", "Norm on keeping the base register of places", "第一条 只登记地址、房屋、单位和数量，不登记个人特征。"),
    ("警务室（站）工作规范", "Norm on police offices", "第一条 警务室公示开放时间、责任民警岗位和服务范围。"),
    ("值班备勤工作规范", "Norm on duty and standby", "第一条 值班表按月公布，夜班、周末均衡分担。"),
    ("辅警警务助理管理规范", "Norm on auxiliaries and police helpers", "第一条 辅警、警务助理在民警指挥下工作，不得单独执法。"),
    ("工作任务责任清单管理规范", "Norm on task and responsibility lists", "第一条 清单按期下达，逐项明确牵头人、时限和佐证。"),
)  # fmt: skip


@transaction.atomic
def set_rules(*, by: Viewer, approver: Viewer) -> None:
    """Written by one, agreed by another, like any other rules."""
    if Norm.objects.filter(bureau_id=by.bureau_id).exists():
        return
    edition = bring_own_edition(code="lingwu_2021", by=by)
    propose_edition(edition_id=edition.pk, by=by)
    agree_edition(edition_id=edition.pk, by=approver)
    for number, (name, name_en, text) in enumerate(NORMS, 1):
        enter_norm(number=number, name=name, name_en=name_en, by=by)
        write_version(number=number, text=f"{text}\n{MADE_UP}", valid_from=IN_FORCE, by=by)
        propose_version(number=number, version=1, by=by)
        agree_version(number=number, version=1, by=approver)
