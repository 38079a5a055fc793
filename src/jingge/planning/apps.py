from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "jingge.planning"
    label = "planning"
