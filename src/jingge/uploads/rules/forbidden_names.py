"""Columns the platform has no place for, known by their headers.

The charter: no ethnicity, religion, political views or health, no identity numbers, no
residents' names or phones, no faces, no plates. The lists hold what spreadsheets call them.
"""

import re
import unicodedata

CHINESE: dict[str, tuple[str, ...]] = {
    "ethnicity": ("民族", "族别", "族属"),
    "religion": ("宗教", "信仰", "信教", "教派"),
    "politics": ("政治面貌", "党派", "政治倾向", "是否党员", "入党"),
    "health": ("健康", "疾病", "病史", "病情", "残疾", "患病", "血型", "精神障碍", "艾滋", "体检"),
    "identity_number": ("身份证", "身份号码", "证件号", "公民身份", "护照号", "社保号", "社保卡"),
    "phone": ("手机", "电话", "联系方式", "移动号码", "微信", "qq号"),
    "resident_name": (
        "居民姓名",
        "户主",
        "住户姓名",
        "住户名",
        "村民姓名",
        "家庭成员",
        "常住人口姓名",
        "房东",
        "租客",
        "曾用名",
    ),
    "face": ("人脸", "面部", "照片", "相片", "指纹", "虹膜", "声纹", "dna"),
    "plate": ("车牌", "号牌", "车辆号码"),
    "bank": ("银行卡", "银行账", "卡号", "账号"),
    "birth": ("出生日期", "出生年月", "生日"),
    "list": ("重点人员", "前科", "上访人", "信访人"),
}
ENGLISH: dict[str, tuple[str, ...]] = {
    "ethnicity": ("ethnic", "ethnicity", "ethnic group", "race", "nationality"),
    "religion": ("religion", "religious", "faith", "church"),
    "politics": ("political", "politics", "party member", "party membership"),
    "health": ("health", "disease", "illness", "disability", "disabled", "medical", "hiv", "blood type"),
    "identity_number": ("identity number", "id number", "id card", "idcard", "id no", "identity card", "idno", "passport",
                        "national id", "citizen id", "ssn", "sfzh"),
    "phone": ("phone", "telephone", "mobile", "cellphone", "tel", "phone number", "wechat", "qq"),
    "resident_name": ("resident name", "householder", "head of household", "household head", "tenant", "landlord",
                      "residents names"),
    "face": ("face", "photo", "portrait", "fingerprint", "iris", "biometric"),
    "plate": ("plate", "licence plate", "license plate", "plate number"),
    "bank": ("bank card", "bank account", "card number"),
    "birth": ("birth date", "birthday", "date of birth", "dob", "birthdate"),
    "list": ("criminal record", "petitioner", "key person"),
}  # fmt: skip
ALLOWED_IN_FULL = frozenset({"民族团结社区"})


def why_not_column(header: str) -> str | None:
    """The kind of forbidden data a header announces, or None."""
    text = unicodedata.normalize("NFKC", header).lower().strip()
    squeezed = re.sub(r"[\s_\-./()（）:：*]+", "", text)
    if squeezed in ALLOWED_IN_FULL:
        return None
    for kind, parts in CHINESE.items():
        if any(part in squeezed for part in parts):
            return kind
    spaced = (
        " " + " ".join(re.findall(r"[a-z0-9]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", header).lower())) + " "
    )
    for kind, phrases in ENGLISH.items():
        if any(f" {phrase} " in spaced or f" {phrase}s " in spaced for phrase in phrases):
            return kind
    return None
