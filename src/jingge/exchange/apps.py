from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "jingge.exchange"
    label = "exchange"
