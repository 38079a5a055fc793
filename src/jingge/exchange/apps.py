from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "jingge.exchange"
    label = "exchange"

    def ready(self) -> None:
        import_module("jingge.exchange.tasks")
