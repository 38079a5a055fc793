from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "jingge.demo"
    label = "demo"
