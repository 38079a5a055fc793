from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "jingge.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Accounts stand below and ask which stations and brigades there are."""
        from jingge.accounts.queries import take_brigades_from, take_stations_from
        from jingge.organisation.queries import brigade_names, station_names

        take_stations_from(station_names)
        take_brigades_from(brigade_names)
