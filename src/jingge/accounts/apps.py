from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jingge.accounts"
    label = "accounts"
