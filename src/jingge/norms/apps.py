from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "jingge.norms"
    label = "norms"
