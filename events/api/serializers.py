"""The API's forms of records. An event's form is its public document as stored, with addresses added."""

from typing import Any

from django.db.models import Model
from rest_framework import serializers
from rest_framework.reverse import reverse

from events.models import (
    Actor,
    Article,
    ArticleVersion,
    Commitment,
    Event,
    Policy,
    PolicyStatus,
    Review,
    Source,
    TextShown,
)
from events.models.choices import ACTOR_KINDS, ASSERTIONS, BASES, EFFECTS, KINDS, POLICY_STATES, RELATION_TYPES, ROLES
from events.publishing.records import copies_of, evidence_of, names_of, statuses_of, tenures_of
from events.publishing.visibility import events_for, text_shown


class DateSerializer(serializers.Serializer[Any]):
    """When something was, as exactly as it is known; `earliest` or `latest` null is an open end."""

    edtf = serializers.CharField(help_text="ISO 8601-2, such as 2024-06, 2024-06-22 or 2024-06/..")
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    precision = serializers.CharField()


class EventDateSerializer(DateSerializer):
    """When an event was, and how that is known."""

    basis = serializers.ChoiceField(BASES)
    expression = serializers.CharField(help_text="The words that the date comes from.")
    rule = serializers.CharField(help_text="How it follows from them.")
    confidence = serializers.FloatField(allow_null=True)


class EventPlaceSerializer(serializers.Serializer[Any]):
    """Where an event was."""

    name = serializers.CharField()
    country = serializers.CharField()


class EventParticipantSerializer(serializers.Serializer[Any]):
    """A name in a role; `actor` is null where it could not be told whose name it is."""

    role = serializers.ChoiceField(ROLES)
    name = serializers.CharField()
    actor = serializers.CharField(allow_null=True)
    kind = serializers.CharField()


class EventPolicySerializer(serializers.Serializer[Any]):
    """A policy, what the event does to it, and what it becomes by that."""

    id = serializers.CharField()
    name = serializers.CharField()
    effect = serializers.ChoiceField(EFFECTS, allow_blank=True)
    state = serializers.ChoiceField(POLICY_STATES, allow_blank=True)


class EventRelationSerializer(serializers.Serializer[Any]):
    """How an event stands to another."""

    type = serializers.ChoiceField(RELATION_TYPES)
    event = serializers.CharField()


class QuoteSerializer(serializers.Serializer[Any]):
    """An exact quote: characters `start` to `end` (exclusive) of the article's title or text."""

    field = serializers.ChoiceField(["text", "title"])
    part = serializers.ChoiceField(["mention", "date", "place"])
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()


class EventSourceSerializer(serializers.Serializer[Any]):
    """An article that speaks of an event, with its quotes where its source allows them."""

    article = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    published = serializers.DateField(allow_null=True)
    url = serializers.CharField()
    reliability = serializers.CharField()
    copy = serializers.BooleanField(default=False, help_text="It prints the text of one above it in this list.")
    quotes = QuoteSerializer(many=True)


class RecordSerializer(serializers.Serializer[Any]):
    """What every record has: its address here and, where it has one, that of its page."""

    resource = ""

    def addresses(self, record: Model) -> dict[str, str]:
        """Give the addresses of a record."""
        request = self.context.get("request")
        found = {"url": reverse(f"api-{self.resource}-detail", args=[record.pk], request=request)}
        if hasattr(record, "get_absolute_url"):
            path = record.get_absolute_url()
            found["page"] = request.build_absolute_uri(path) if request else path
        return found

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Give the record with its addresses."""
        return {**super().to_representation(instance), **self.addresses(instance)}


class EventSerializer(RecordSerializer):
    """A policy event."""

    resource = "event"
    id = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    assertion = serializers.ChoiceField(ASSERTIONS)
    title = serializers.CharField()
    review = serializers.ChoiceField(Review.choices)
    date = EventDateSerializer(allow_null=True)
    place = EventPlaceSerializer(allow_null=True)
    participants = EventParticipantSerializer(many=True)
    policies = EventPolicySerializer(many=True)
    relations = EventRelationSerializer(many=True)
    sources = EventSourceSerializer(many=True)
    disagreements = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    confidence = serializers.FloatField()
    url = serializers.URLField(read_only=True)
    page = serializers.URLField(read_only=True)

    def to_representation(self, instance: Event) -> dict[str, Any]:
        """Give the public document as it is stored, with its addresses."""
        return {**instance.document, **self.addresses(instance)}


class ActorSerializer(RecordSerializer):
    """An actor, with the number of published events it has a role in."""

    resource = "actor"
    id = serializers.CharField(source="pk")
    kind = serializers.ChoiceField(ACTOR_KINDS)
    name = serializers.CharField()
    country = serializers.CharField()
    events = serializers.IntegerField()
    url = serializers.URLField(read_only=True)
    page = serializers.URLField(read_only=True)


class TenureSerializer(DateSerializer):
    """An office held."""

    office = serializers.CharField()
    body = serializers.CharField()
    country = serializers.CharField()


class ActorDetailSerializer(ActorSerializer):
    """An actor with all its names and offices."""

    names = serializers.ListField(child=serializers.CharField())
    tenures = TenureSerializer(many=True)

    def to_representation(self, instance: Actor) -> dict[str, Any]:
        """Give the actor with names and offices."""
        found = ActorSerializer(instance, context=self.context).data
        return {**found, "names": names_of(instance), "tenures": TenureSerializer(tenures_of(instance), many=True).data}


class PolicySerializer(RecordSerializer):
    """A policy, with the number of published events that speak of it."""

    resource = "policy"
    id = serializers.CharField(source="pk")
    name = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(POLICY_STATES, allow_blank=True)
    parent = serializers.CharField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    events = serializers.IntegerField()
    url = serializers.URLField(read_only=True)
    page = serializers.URLField(read_only=True)


class PolicyStatusSerializer(serializers.ModelSerializer[PolicyStatus]):
    """What an event made of a policy, and when."""

    class Meta:
        model = PolicyStatus
        fields = ["state", "edtf", "earliest", "latest", "precision", "event"]


class PolicyDetailSerializer(PolicySerializer):
    """A policy with all its names, its parts and what became of it."""

    names = serializers.ListField(child=serializers.CharField())
    parts = serializers.ListField(child=serializers.CharField())
    statuses = PolicyStatusSerializer(many=True)

    def to_representation(self, instance: Policy) -> dict[str, Any]:
        """Give the policy with names, parts and statuses."""
        return {
            **PolicySerializer(instance, context=self.context).data,
            "names": names_of(instance),
            "parts": list(instance.parts.order_by("name").values_list("pk", flat=True)),
            "statuses": PolicyStatusSerializer(statuses_of(instance), many=True).data,
        }


class ArticleSerializer(RecordSerializer):
    """An article's facts; `links` are where it was published."""

    resource = "article"
    id = serializers.CharField(source="pk")
    title = serializers.CharField()
    publisher = serializers.CharField()
    published = serializers.DateField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    timezone = serializers.CharField()
    language = serializers.CharField()
    author = serializers.CharField()
    section = serializers.CharField()
    source = serializers.IntegerField(source="source_id")  # type: ignore[assignment]
    links = serializers.SerializerMethodField()
    url = serializers.URLField(read_only=True)
    page = serializers.URLField(read_only=True)

    def get_links(self, article: Article) -> list[str]:
        """Give the addresses under which it was seen, the canonical one first."""
        rows = sorted(article.urls.all(), key=lambda row: (not row.canonical, row.pk))
        return [row.url for row in rows]


class ArticleQuoteSerializer(serializers.Serializer[Any]):
    """A quote of an article that bears out an event."""

    event = serializers.CharField()
    field = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()


class ArticleVersionSerializer(serializers.ModelSerializer[ArticleVersion]):
    """An article as it was at one time."""

    class Meta:
        model = ArticleVersion
        fields = ["sha256", "title", "seen_at", "updated_at"]


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its text and quotes as far as its source allows, and its versions, the latest first."""

    text_shown = serializers.ChoiceField(TextShown.choices)
    text = serializers.CharField(allow_null=True)
    version = serializers.CharField(allow_null=True, help_text="The SHA-256 of the version that `text` is.")
    gone_since = serializers.DateTimeField(allow_null=True, help_text="Since when its publisher no longer has it.")
    copies = serializers.ListField(child=serializers.CharField(), help_text="Other articles that print its text.")
    quotes = ArticleQuoteSerializer(many=True)
    versions = ArticleVersionSerializer(many=True)

    def to_representation(self, instance: Article) -> dict[str, Any]:
        """Give the article with text, quotes and versions."""
        user = self.context["request"].user
        shown, version = text_shown(instance, user), instance.current_version
        rows = evidence_of(instance) if shown != TextShown.NONE else []
        visible = set(events_for(user).filter(pk__in={record for _, record in rows}).values_list("pk", flat=True))
        quotes = [
            {"event": record, "field": e.field, "start": e.start, "end": e.end, "exact": e.exact}
            for e, record in rows
            if record in visible
        ]
        versions = instance.versions.defer("text").order_by("-seen_at", "-pk")
        return {
            **ArticleSerializer(instance, context=self.context).data,
            "text_shown": shown.value,
            "text": version.text if version and shown == TextShown.FULL else None,
            "version": version.sha256 if version else None,
            "gone_since": instance.gone_since(),
            "copies": [copy.pk for copy in copies_of(instance)],
            "quotes": quotes,
            "versions": ArticleVersionSerializer(versions, many=True).data,
        }


class SourceSerializer(RecordSerializer):
    """A source, with the number of its articles."""

    resource = "source"
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    kind = serializers.ChoiceField(Source.Kind.choices)
    publisher = serializers.CharField()
    timezone = serializers.CharField()
    language = serializers.CharField()
    reliability = serializers.CharField()
    text_shown = serializers.ChoiceField(TextShown.choices)
    active = serializers.BooleanField()
    articles = serializers.IntegerField(source="article_count")
    url = serializers.URLField(read_only=True)


class StatementSerializer(RecordSerializer):
    """A quotation; `speaker` is null where it could not be told who speaks."""

    resource = "statement"
    id = serializers.IntegerField(source="pk")
    article = serializers.CharField(source="article_id")
    speaker = serializers.CharField(source="speaker_id", allow_null=True)
    speaker_name = serializers.CharField()
    content = serializers.CharField()
    direct = serializers.BooleanField()
    url = serializers.URLField(read_only=True)


class CommitmentSerializer(RecordSerializer):
    """Something promised; `due` is null where no deadline was named."""

    resource = "commitment"
    id = serializers.CharField(source="pk")
    article = serializers.CharField(source="article_id")
    by = serializers.CharField(source="by_id", allow_null=True)
    by_name = serializers.CharField()
    to_name = serializers.CharField()
    what = serializers.CharField()
    quote = serializers.CharField()
    conditional = serializers.BooleanField()
    state = serializers.CharField()
    due = serializers.SerializerMethodField()
    url = serializers.URLField(read_only=True)

    def get_due(self, commitment: Commitment) -> dict[str, Any] | None:
        """Give the deadline."""
        return DateSerializer(commitment).data if commitment.edtf else None
