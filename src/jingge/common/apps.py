from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "jingge.common"
    label = "common"
