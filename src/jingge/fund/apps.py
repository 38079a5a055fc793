from django.apps import AppConfig


class FundConfig(AppConfig):
    name = "jingge.fund"
    label = "fund"
