"""Handing in articles: what may be sent, what is wrong with it, and how far it is."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.exceptions import ParseError
from rest_framework.permissions import DjangoModelPermissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from events.api.bodies import refuse_chunks
from events.api.problems import MEDIA_TYPE
from events.api.schema import ProblemSerializer
from events.ingestion.frontmatter import check_facts
from events.ingestion.pipeline import tidy
from events.ingestion.submissions import FACTS, State, default_source, standing, submit
from events.models import Article, ArticleSubmission, Source
from events.net import NotAUrlError, parse_url
from events.publishing.parameters import ParameterError, Problem, read_parameters

EXPECTED = {
    "title": "one line of at most 500 characters",
    "text": "the article's text",
    "published": "a day that has come, such as 2024-06-22, or a time with its offset, such as 2024-06-22T18:30+05:00",
    "timezone": "an IANA time zone, such as Asia/Karachi",
    "publisher": "one line of at most 200 characters",
    "language": "a language code, such as en or ur",
    "author": "one line of at most 200 characters",
    "section": "one line of at most 200 characters",
    "url": "the public address of an article, beginning with http:// or https://",
    "source": "the name or the number of a source",
}
LONGEST = {"title": 500, "publisher": 200, "author": 200, "section": 200, "url": 2000}


class SubmittingSerializer(serializers.Serializer[Any]):
    """An article to be taken in: `url` alone, which is then fetched, or `text` with what is known of it."""

    url = serializers.CharField(required=False, max_length=2000, help_text="Where it is published.")
    text = serializers.CharField(required=False, help_text="Its text, paragraphs parted by line ends.")
    title = serializers.CharField(required=False, max_length=500)
    published = serializers.CharField(required=False, help_text="A day, or a time with its offset.")
    timezone = serializers.CharField(required=False, help_text="IANA name; none: the source's.")
    publisher = serializers.CharField(required=False, max_length=200, help_text="None: the source's.")
    language = serializers.CharField(required=False, help_text="None: the source's.")
    author = serializers.CharField(required=False, max_length=200)
    section = serializers.CharField(required=False, max_length=200)
    source = serializers.CharField(  # type: ignore[assignment]
        required=False, help_text="Name or number of a source; none: the source API."
    )


class SubmissionSerializer(serializers.Serializer[Any]):
    """How far a submission is."""

    id = serializers.CharField()
    state = serializers.ChoiceField([state.value for state in State])
    article = serializers.URLField(allow_null=True, help_text="The article's address here, once it is stored.")
    reason = serializers.CharField(allow_blank=True, help_text="Why it is set aside, or what it waits for.")
    source = serializers.IntegerField()  # type: ignore[assignment]
    submitted_at = serializers.DateTimeField()
    url = serializers.URLField()


PROBLEMS: dict[Any, Any] = {
    (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=words)
    for code, words in (
        (400, "Fields that cannot be used, each with what is expected."),
        (401, "No account."),
        (403, "The account may not add articles."),
        (404, "No such submission."),
        (411, "It does not say how long it is."),
        (413, "The article is too large."),
        (415, "It is no JSON."),
        (429, "Too many; Retry-After says how long to wait."),
    )
}
SUBMITTED: dict[Any, Any] = {
    200: OpenApiResponse(SubmissionSerializer, description="It was handed in before, and is in the record."),
    202: OpenApiResponse(SubmissionSerializer, description="It is kept, and a worker takes it in."),
    **{key: problem for key, problem in PROBLEMS.items() if key[0] != 404},
}


class TakesArticles:
    """The part of the articles' resource that takes articles in."""

    @extend_schema(request=SubmittingSerializer, responses=SUBMITTED)
    def create(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Hand in an article. The same again is the same submission; what was set aside is tried again."""
        read_parameters(request.query_params, (), strict=True)
        refuse_chunks(request)
        content, source = read_submission(request.data)
        row = submit(content, source, by=request.user)  # type: ignore[arg-type]
        found = answer(row, request)
        waits = found["state"] == State.WAITING
        code = status.HTTP_202_ACCEPTED if waits else status.HTTP_200_OK
        return Response(found, status=code, headers={"Location": found["url"]})


class MaySubmit(DjangoModelPermissions):
    """Whoever may hand in articles may see how far they are."""

    perms_map = {**DjangoModelPermissions.perms_map, "GET": ["%(app_label)s.add_article"]}

    def _queryset(self, view: Any) -> QuerySet[Any]:
        del view
        return Article.objects.none()


class SubmissionViewSet(mixins.RetrieveModelMixin, GenericViewSet[ArticleSubmission]):
    """What was handed in, and how far it is."""

    queryset = ArticleSubmission.objects.select_related("article")
    serializer_class = SubmissionSerializer
    permission_classes = [MaySubmit]
    filter_backends = []
    pagination_class = None
    lookup_url_kwarg = "id"
    lookup_value_regex = "[0-9a-z]{1,20}"

    @extend_schema(
        responses={200: SubmissionSerializer, **{k: PROBLEMS[k] for k in PROBLEMS if k[0] in range(400, 405)}}
    )
    def retrieve(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """Say how far a submission is: waiting, done with the article's address, or set aside with its reason."""
        read_parameters(request.query_params, (), strict=True)
        return Response(answer(self.get_object(), request))


def answer(row: ArticleSubmission, request: Request) -> dict[str, Any]:
    """Say how far a submission is, in the API's form."""
    found = standing(row)
    article = reverse("api-article-detail", args=[found.article], request=request) if found.article else None
    return {
        "id": row.pk,
        "state": found.state.value,
        "article": article,
        "reason": found.reason,
        "source": row.source_id,
        "submitted_at": row.created_at,
        "url": reverse("api-submission-detail", args=[row.pk], request=request),
    }


def read_submission(data: Any) -> tuple[dict[str, str], Source]:
    """Read what was sent; raises ParseError, or ParameterError with every field that cannot be used."""
    if not isinstance(data, Mapping):
        raise ParseError('Send an object: {"url": ...} or {"text": ..., "title": ...}.')
    given = {name: value for name, value in data.items() if value is not None and value != ""}
    problems = [_unknown(name) for name in given if name not in EXPECTED]
    content: dict[str, str] = {}
    for name in [name for name in EXPECTED if name in given and name != "source"]:
        try:
            content[name] = _value(name, given[name])
        except (ValueError, NotAUrlError):
            expected = EXPECTED[name] if name != "text" else f"a text of at most {settings.ARTICLE_BYTES:,} bytes"
            problems.append(_problem(name, given[name], expected))
    problems += _missing(given)
    source = _source(given.get("source"), problems)
    if problems or source is None:
        raise ParameterError(problems)
    return content, source


def _value(name: str, value: Any) -> str:
    """Check one field; raises ValueError or NotAUrlError."""
    if not isinstance(value, str):
        raise ValueError(name)
    if name == "text":
        text = tidy(value)
        if not text or len(text.encode()) > settings.ARTICLE_BYTES:
            raise ValueError(name)
        return text
    line = " ".join(value.replace("\0", " ").split())
    line.encode()  # half a surrogate pair is no text
    if not line or len(line) > LONGEST.get(name, 100):
        raise ValueError(name)
    if name == "url":
        return str(parse_url(line, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS))
    if name in FACTS:
        check_facts({name: line})
    return line


def _missing(given: Mapping[str, Any]) -> list[Problem]:
    """Say what is missing, or is given beside an address whose page says it itself."""
    if "text" in given:
        return []
    if "url" not in given:
        return [Problem("text", "", "the article's text, or `url` alone")]
    beside = [name for name in given if name in EXPECTED and name not in ("url", "source")]
    return [_problem(name, given[name], "nothing without `text`: the page says it itself") for name in beside]


def _source(wanted: Any, problems: list[Problem]) -> Source | None:
    """Find the source that is named; a problem is added where there is none."""
    if wanted is None:
        return None if problems else default_source()
    found = None
    if isinstance(wanted, str) and "\0" not in wanted:
        found = Source.objects.filter(name=wanted.strip()).first()
    number = str(wanted)
    if found is None and not isinstance(wanted, bool) and number.isascii() and number.isdigit() and len(number) < 10:
        found = Source.objects.filter(pk=int(number)).first()
    if found is None:
        problems.append(_problem("source", wanted, EXPECTED["source"]))
    return found


def _unknown(name: object) -> Problem:
    return _problem(str(name), "", "one of the fields " + ", ".join(EXPECTED))


def _problem(name: str, value: object, expected: str) -> Problem:
    shown = str(value)[:60].encode(errors="replace").decode().replace("\0", " ")
    return Problem(name[:60].encode(errors="replace").decode(), shown, expected)
