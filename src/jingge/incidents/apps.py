from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "jingge.incidents"
    label = "incidents"
