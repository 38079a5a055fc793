from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "jingge.uploads"
    label = "uploads"
