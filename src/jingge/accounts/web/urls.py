from django.urls import path

from jingge.accounts.web import preferences

app_name = "accounts"
urlpatterns = [
    path("text-size/", preferences.text_size, name="text_size"),
    path("language/", preferences.language, name="language"),
]
