from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "jingge.runs"
    label = "runs"
