from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "jingge.territory"
    label = "territory"
