from django.urls import path

from jingge.portal.web import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("map/", views.command_map, name="map"),
    path("map/grids/<str:code>/", views.grid_detail, name="grid_detail"),
    path("wall-map/", views.wall_map, name="wall_map"),
    path("wall-map/<str:paper>.pdf", views.wall_map_pdf, name="wall_map_pdf"),
    path("search/", views.search, name="search"),
]
