"""Forbidden data known by what the cells hold, whatever the column is called."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Ten or more digits, perhaps written in groups; not the tail of a decimal fraction.
CANDIDATE = re.compile(r"(?<![\d.A-Za-z])(?:\+?86[ \-]?)?\d(?:[ \t\-]?\d){9,18}[Xx]?(?![\dA-Za-z])")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z][·\-. ]?[A-HJ-NP-Z0-9]{{5,6}}(?![A-Z0-9])")
MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PEOPLES = frozenset(
    [
        "汉",
        "回",
        "满",
        "蒙古",
        "维吾尔",
        "藏",
        "壮",
        "苗",
        "彝",
        "土家",
        "侗",
        "瑶",
        "朝鲜",
        "白",
        "哈尼",
        "哈萨克",
        "黎",
        "傣",
        "畲",
        "傈僳",
        "仡佬",
        "东乡",
        "拉祜",
        "水",
        "佤",
        "纳西",
        "羌",
        "土",
        "仫佬",
        "锡伯",
        "柯尔克孜",
        "达斡尔",
        "景颇",
        "毛南",
        "撒拉",
        "布朗",
        "塔吉克",
        "阿昌",
        "普米",
        "鄂温克",
        "怒",
        "京",
        "基诺",
        "德昂",
        "保安",
        "俄罗斯",
        "裕固",
        "乌孜别克",
        "门巴",
        "鄂伦春",
        "独龙",
        "塔塔尔",
        "赫哲",
        "高山",
        "珞巴",
        "布依",
    ]
)
FAITHS = frozenset(
    ["伊斯兰教", "佛教", "道教", "基督教", "天主教", "无宗教信仰", "不信教", "信教", "伊斯兰", "无信仰"]
)
PARTIES = frozenset(
    [
        "中共党员",
        "中共预备党员",
        "共青团员",
        "团员",
        "群众",
        "民革党员",
        "民盟盟员",
        "民主党派",
        "无党派人士",
        "党员",
        "预备党员",
    ]
)
VOCABULARIES = {
    "ethnicity": PEOPLES | {name + "族" for name in PEOPLES},
    "religion": FAITHS,
    "politics": PARTIES,
}


@dataclass(frozen=True, slots=True)
class Found:
    """The first forbidden cell of a column: its place and a value nobody can use."""

    kind: str
    position: int
    masked: str


def mask(value: str) -> str:
    """Enough to find the cell by, not enough to know it."""
    value = value.strip()
    return value[:3] + "•" * max(len(value) - 3, 3) if len(value) > 6 else "•" * 3


def is_identity_number(digits: str) -> bool:
    """18 places with a birth date inside and the check character of GB 11643.

    A spreadsheet keeps 15 digits of a number: such a one, ending in 000, is known as well.
    """
    if len(digits) != 18 or digits[0] == "0":
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    if not 1900 <= born.year <= 2100:
        return False
    check = "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits[:17], strict=True)) % 11]
    return digits[17].upper() == check or digits.endswith("000")


def is_bank_card(digits: str) -> bool:
    """16 to 19 digits from a card issuer's range with the Luhn check digit."""
    if not 16 <= len(digits) <= 19 or not digits.isdigit() or digits[0] not in "3456":
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def kind_of(candidate: str) -> str | None:
    digits = re.sub(r"[ \t\-+]", "", candidate)
    if is_identity_number(digits):
        return "identity_number"
    if MOBILE.fullmatch(digits):
        return "phone"
    return "bank" if is_bank_card(digits) else None


def find_numbers(text: str) -> tuple[str, str] | None:
    """The kind and the text of the first number in a free text that must not be there."""
    for match in CANDIDATE.finditer(text):
        if kind := kind_of(match.group()):
            return kind, match.group()
    plate = PLATE.search(text)
    return ("plate", plate.group()) if plate else None


def find_forbidden(values: Sequence[str]) -> Found | None:
    """Look through one column. Joined by line feeds, so that a clean column costs one scan."""
    joined = "\n".join(value if "\n" not in value else value.replace("\n", " ") for value in values)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined)
    if (hit := find_in_column(joined)) is not None:
        kind, start, text = hit
        return Found(kind, joined.count("\n", 0, start), mask(text))
    return find_vocabulary(values)


def find_in_column(joined: str) -> tuple[str, int, str] | None:
    """A number among other words, or an identity number, counts at once.

    A cell that is nothing but a phone or card number may be a misspelt code (a 12-digit code of
    Hebei that lost a digit begins with 13): it counts when a good part of the column is so.
    """
    alone = 0
    weak: dict[str, list[re.Match[str]]] = {"phone": [], "bank": []}
    for match in CANDIDATE.finditer(joined):
        whole_cell = stands_alone(joined, match)
        alone += whole_cell
        kind = kind_of(match.group())
        if kind is None:
            continue
        if kind == "identity_number" or not whole_cell:
            return kind, match.start(), match.group()
        weak[kind].append(match)
    for kind, least, share in (("phone", 1, 5), ("bank", 2, 2)):
        if len(weak[kind]) >= least and len(weak[kind]) * share >= alone:
            return kind, weak[kind][0].start(), weak[kind][0].group()
    plate = PLATE.search(joined)
    return ("plate", plate.start(), plate.group()) if plate else None


def stands_alone(joined: str, match: re.Match[str]) -> bool:
    before = match.start() == 0 or joined[match.start() - 1] == "\n"
    return before and (match.end() == len(joined) or joined[match.end()] == "\n")


def find_vocabulary(values: Sequence[str]) -> Found | None:
    """A column is of one kind when most of what it holds is in that kind's list."""
    filled = [(i, v.strip()) for i, v in enumerate(values) if v.strip()]
    if len(filled) < 3:
        return None
    for kind, words in VOCABULARIES.items():
        hits = [i for i, v in filled if v in words]
        if len(hits) * 10 >= len(filled) * 6:
            return Found(kind, hits[0], mask(""))
    return None
