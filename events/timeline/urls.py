"""The public pages' addresses."""

from django.urls import path, register_converter

from events.timeline import views


class PublicIdConverter:
    """What may be a public id."""

    regex = "[0-9a-z]{1,20}"

    def to_python(self, value: str) -> str:
        """Give the id as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Give the id as it is."""
        return value


register_converter(PublicIdConverter, "public_id")

urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("events/<public_id:public_id>/", views.event, name="event"),
    path("actors/", views.actors, name="actors"),
    path("actors/<public_id:public_id>/", views.actor, name="actor"),
    path("policies/", views.policies, name="policies"),
    path("policies/<public_id:public_id>/", views.policy, name="policy"),
    path("articles/<public_id:public_id>/", views.article, name="article"),
    path("about", views.about, name="about"),
]
