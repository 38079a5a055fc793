"""What the system never does, held against every column of every table (docs/explanation/charter.md)."""

import re

import pytest
from django.apps import apps
from django.db import models

# Words of a column's name (split at _) that have no place here, with what they would hold.
FORBIDDEN = {
    "ethnicity": "ethnic ethnicity nation nationality minzu race 民族 族别",
    "religion": "religion religious faith belief church mosque zongjiao 宗教 信仰",
    "political views": "political politics party partymember zhengzhi 政治 党员 党派",
    "health": "health disease illness medical diagnosis disability hiv mental jiankang 健康 疾病 病史 残疾",
    "identity number": "idcard idnumber identity passport citizen sfz shenfen 身份证 护照 证件",
    "phone": "phone mobile telephone tel cell wechat qq dianhua 电话 手机 微信",
    "plate": "plate licenceplate licenseplate chepai 车牌 号牌",
    "face and body": "face facial biometric fingerprint iris dna voiceprint renlian 人脸 指纹 虹膜 声纹",
    "tracks": "track tracks tracking trajectory gps imei imsi mac live whereabouts guiji 轨迹 行踪 定位",
    "birth": "birth birthday birthdate dob born shengri 出生 生日",
    "rating of people": "suspect blacklist watchlist risk danger dangerous keyperson 重点人 嫌疑 黑名单",
    "family and sex": "gender sex marital spouse 性别 婚姻 配偶",
}
WORDS = {word: why for why, words in FORBIDDEN.items() for word in words.split()}
# Columns of our dependencies that only look like it. Ours has none.
EXCEPTIONS: dict[str, str] = {}
# Tables about one person each: those who work here and those who sign in, and nobody else.
ABOUT_A_PERSON = {"staffing.Officer", "accounts.Account"}
PERSON_WORDS = {
    "person", "people", "resident", "citizen", "inhabitant", "tenant", "suspect", "offender", "individual",
    "family", "householder", "victim", "witness", "caller", "complainant", "petitioner", "visitor", "contact",
}  # fmt: skip
NAME_COLUMNS = re.compile(r"(?:^|_)(?:display_name|first_name|last_name|full_name|surname|police_number)$")


def breaches(model: type[models.Model]) -> list[str]:
    """Each column whose name, label or choices hold a forbidden word."""
    found = []
    for field in model._meta.get_fields():
        if not isinstance(field, models.Field):
            continue
        spoken = f"{field.name} {field.verbose_name} {field.help_text}".lower()
        words = set(re.split(r"[^a-z]+", spoken)) | {spoken.replace("_", "")}
        name = f"{model._meta.label}.{field.name}"
        for word, why in WORDS.items():
            hit = word in words if word.isascii() else word in spoken
            if hit and name not in EXCEPTIONS:
                found.append(f"{name}: {word} ({why})")
    return found


@pytest.mark.parametrize("model", apps.get_models(include_auto_created=True), ids=lambda m: m._meta.label)
def test_no_table_has_a_place_for_what_the_charter_forbids(model: type[models.Model]) -> None:
    assert breaches(model) == []


def test_no_table_is_about_residents_as_persons() -> None:
    tables = [
        model._meta.label
        for model in apps.get_models()
        if PERSON_WORDS & set(re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower().split())
    ]
    assert tables == []


def test_only_officers_and_accounts_are_named() -> None:
    named = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if NAME_COLUMNS.search(field.name) and model._meta.app_label != "auth"
    }
    assert named == ABOUT_A_PERSON


def test_the_guard_has_teeth() -> None:
    class Planted(models.Model):
        ethnicity = models.CharField(max_length=9)
        note = models.CharField("身份证号", max_length=18)
        birth_date = models.DateField()
        surface_km2 = models.FloatField()  # innocent: `face` only inside a word

        class Meta:
            app_label = "common"
            managed = False

    del apps.all_models["common"]["planted"]
    assert {line.split(":")[0].split(".")[2] for line in breaches(Planted)} == {
        "ethnicity", "note", "birth_date",
    }  # fmt: skip
