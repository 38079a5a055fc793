"""Our tables: names, columns, kinds. `docs/reference/import-format.md` says the same in prose."""

from django.utils.translation import gettext_lazy as _

from jingge.exchange.terms import Column, SheetForm

UNIT_KINDS = (
    ("residents_committee", "居委会"),
    ("villagers_committee", "村委会"),
    ("community_like", "类似居委会"),
    ("village_like", "类似村委会"),
)
MODES = (("mode_one_room_two_teams", "一室两队"), ("mode_multi_skill", "一警多能"))
STATION_KINDS = (("city", "城区"), ("rural", "农村"))
BRIGADE_KINDS = (
    ("criminal", "刑侦"),
    ("public_order", "治安"),
    ("drugs", "禁毒"),
    ("traffic", "交警"),
    ("other", "其他"),
)
STAFF_KINDS = (("officer", "民警"), ("auxiliary", "辅警"), ("helper", "警务专干"))
AGE_BANDS = (("under_30", "30岁以下"), ("30_39", "30-39岁"), ("40_49", "40-49岁"), ("50_plus", "50岁以上"))
POSTS = (
    ("station_head", "所长"),
    ("deputy_head", "副所长"),
    ("instructor", "教导员"),
    ("command_office", "综合指挥室"),
    ("community_officer", "社区民警"),
    ("case_officer", "办案民警"),
    ("duty_officer", "值班民警"),
    ("auxiliary", "辅警"),
    ("helper", "警务专干"),
    ("bureau_leader", "局领导"),
    ("department", "机关"),
    ("brigade_officer", "大队民警"),
)
REASONS = (
    ("initial", "原任"),
    ("reform", "改革调整"),
    ("rotation", "轮岗"),
    ("reinforcement", "充实基层"),
    ("plan", "方案实施"),
)
CHANGES = (("renamed", "更名"), ("added", "新增"), ("removed", "撤销"))
BLOCK_KINDS = (("village_group", "村民小组"), ("compound", "小区"), ("other", "其他"))
ROAD_CLASSES = (("trunk", "国省道"), ("county", "县道"), ("village", "乡村路"), ("street", "街道"))
YES = (("1", "是"), ("0", "否"))
LON_LAT = (
    Column("lon", "经度", "lon", example="106.3340"),
    Column("lat", "纬度", "lat", example="38.1030"),
)

BUREAU = SheetForm(
    "bureau",
    "公安局",
    _("The bureau"),
    (
        Column("code", "机关代码", "digits6", True, _("6-digit division code of the county"), "640181"),
        Column("name", "名称", "text", True, example="灵武市公安局"),
        Column("name_en", "英文名称", "text", example="Lingwu Public Security Bureau", blank=""),
        Column("synthetic", "合成数据", "choice", note=_("1 marks synthetic data"), choices=YES, blank="0"),
    ),
)
UNITS = SheetForm(
    "units",
    "社区(村)",
    _("Communities and villages"),
    (
        Column("code", "区划代码", "digits12", True, _("12 digits"), "640181100001", also=("社区代码", "村代码", "统计用区划代码")),
        Column("name", "名称", "text", True, example="东塔社区居委会"),
        Column("short_name", "简称", "text", example="东塔社区", blank=""),
        Column("kind", "类别", "choice", True, choices=UNIT_KINDS, example="居委会"),
        Column("town_code", "乡镇代码", "digits9", True, _("9 digits"), "640181100"),
        Column("town_name", "乡镇名称", "text", example="东塔镇", blank=""),
        Column("station_code", "派出所代码", "code", note=_("empty: outside the stations (history only)"), example="LW01", blank=""),
        Column("valid_from", "启用日期", "date", True, example="2016-10-31"),
        Column("valid_to", "停用日期", "date", note=_("first day no longer in force; empty: in force")),
        Column("change", "变更", "choice", choices=CHANGES, blank=""),
    ),
    also=("社区", "村", "二级网格", "社区村", "units"),
    geometry="area",
)  # fmt: skip
STATIONS = SheetForm(
    "stations",
    "派出所",
    _("Stations"),
    (
        Column("code", "派出所代码", "code", True, example="LW01"),
        Column("name", "名称", "text", True, example="东塔派出所"),
        Column(
            "level1_code",
            "一级网格代码",
            "digits9",
            True,
            _("9 digits: one station, one level-1 grid"),
            "640181100",
        ),
        Column("level1_name", "一级网格名称", "text", True, example="东塔镇"),
        Column("mode", "勤务模式", "choice", True, choices=MODES, example="一室两队"),
        Column("kind", "类型", "choice", choices=STATION_KINDS, example="城区", blank="rural"),
        *LON_LAT,
        Column("valid_from", "启用日期", "date"),
    ),
    also=("所", "派出所名录"),
)
BRIGADES = SheetForm(
    "brigades",
    "业务大队",
    _("Brigades"),
    (
        Column("code", "大队代码", "code", True, example="XJ"),
        Column("name", "名称", "text", True, example="刑侦大队"),
        Column("kind", "类别", "choice", True, choices=BRIGADE_KINDS, example="刑侦"),
    ),
    also=("大队",),
)
OFFICERS = SheetForm(
    "officers",
    "警力",
    _("People in posts"),
    (
        Column("police_number", "警号", "number_code", True, example="012345"),
        Column("display_name", "姓名", "text", True, _("shown on sheets"), "张某"),
        Column("kind", "人员类别", "choice", True, choices=STAFF_KINDS, example="民警"),
        Column("age_band", "年龄段", "choice", True, choices=AGE_BANDS, example="40-49岁"),
        Column("rank", "警衔", "text", example="一级警督", blank=""),
        Column("community_years", "社区工作年限", "count", example="6", blank=0),
        Column("organ_code", "所在单位", "code", note=_("station or brigade; empty: the bureau's departments"), example="LW01", blank=""),
        Column("post", "岗位", "choice", True, choices=POSTS, example="社区民警"),
        Column("since", "任职日期", "date", True, example="2021-01-01"),
        Column("reason", "任职事由", "choice", choices=REASONS, example="原任", blank="initial"),
        Column("paired_with", "结对民警", "number_code", note=_("auxiliaries: the community officer's police number"), blank=""),
        Column("serves_units", "服务社区(村)", "unit_codes", note=_("12-digit codes with ; between them"), blank=()),
    ),
    also=("民警", "人员", "警员", "队伍"),
)  # fmt: skip
OFFICES = SheetForm(
    "offices",
    "警务室",
    _("Police offices"),
    (
        Column("code", "警务室代码", "code", True, example="JW01"),
        Column("name", "名称", "text", True, example="东塔社区警务室"),
        Column("class", "类别", "class123", True, _("1, 2 or 3"), "1", also=("级别",)),
        Column("station_code", "派出所代码", "code", True, example="LW01"),
        Column("unit_code", "所在社区(村)", "digits12", True, example="640181100001"),
        Column("lon", "经度", "lon", True, example="106.3340"),
        Column("lat", "纬度", "lat", True, example="38.1030"),
        Column(
            "serves_units", "服务社区(村)", "unit_codes", True, example="640181100001;640181100002", blank=()
        ),
        Column("since", "启用日期", "date", True, example="2021-01-01"),
        Column(
            "equipment",
            "装备",
            "equipment",
            note=_("kinds with counts, ; between them; empty: stays as it is"),
            example="电脑:2;对讲机:2",
        ),
        Column(
            "opening",
            "开放时间",
            "opening",
            note=_(
                "days and periods, ; between them, 1 is Monday; “holidays”: open on them too; empty: stays as it is"
            ),
            example="1-5 08:30-12:00,14:30-18:00;6 09:00-12:00",
            also=("开放计划",),
        ),
    ),
)
BLOCKS = SheetForm(
    "blocks",
    "四级网格",
    _("Level-4 grids"),
    (
        Column("code", "网格代码", "digits15", True, _("level-2 code and 3 digits"), "640181100001001"),
        Column("name", "名称", "text", True, example="东塔一组"),
        Column("unit_code", "所属社区(村)", "digits12", True, example="640181100001"),
        Column("kind", "类别", "choice", choices=BLOCK_KINDS, example="小区", blank=""),
        Column("households", "户数", "count", True, example="310"),
        Column("population", "人口", "count", True, example="870"),
        Column("organisations", "单位数", "count", example="12", blank=0),
        Column(
            "incidents_report",
            "报警数",
            "count",
            note=_("a year"),
            example="20",
            blank=0,
            also=("inc_report",),
        ),
        Column(
            "incidents_help", "求助数", "count", note=_("a year"), example="31", blank=0, also=("inc_help",)
        ),
        Column(
            "incidents_dispute",
            "纠纷数",
            "count",
            note=_("a year"),
            example="9",
            blank=0,
            also=("inc_disput",),
        ),
        Column(
            "incidents_complaint",
            "投诉数",
            "count",
            note=_("a year"),
            example="1",
            blank=0,
            also=("inc_compl",),
        ),
        Column("area_km2", "面积", "measure", note=_("computed from the polygon when empty")),
        *LON_LAT,
    ),
    also=("网格", "四级网格单元"),
    geometry="area",
    open_prefix="incidents_",
)
AREAS = SheetForm(
    "areas",
    "现有责任区",
    _("Today's areas"),
    (
        Column("area_code", "责任区代码", "code", True, example="LW01-Z01"),
        Column("area_name", "责任区名称", "text", example="东塔一责任区", blank=""),
        Column("block_code", "网格代码", "digits15", note=_("this or the community's code"), blank=""),
        Column("unit_code", "社区(村)代码", "digits12", note=_("the whole community or village"), example="640181100001", blank=""),
        Column("police_number", "责任民警", "number_code", True, _("the one responsible officer"), "012345"),
    ),
    also=("责任区", "三级网格"),
)  # fmt: skip
ROADS = SheetForm(
    "roads",
    "道路",
    _("Roads"),
    (
        Column("name", "名称", "text", blank=""),
        Column("class", "等级", "choice", choices=ROAD_CLASSES, blank="", also=("road_class",)),
    ),
    geometry="line",
)
FORMS: dict[str, SheetForm] = {
    form.name: form for form in (BUREAU, UNITS, STATIONS, BRIGADES, OFFICERS, OFFICES, BLOCKS, AREAS, ROADS)
}
