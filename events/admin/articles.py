"""Articles: their facts, which curators correct, and their texts."""

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from events import curation
from events.admin.base import MOST_SHOWN, JudgedAdmin, JudgedForm, ReadOnlyAdmin, listing
from events.admin.handing_in import HandInForm
from events.curation.values import article_value
from events.ingestion.submissions import submit
from events.ingestion.versions import Change, difference
from events.models import Article, ArticleGroup, ArticleSketch, ArticleUrl, ArticleVersion, Work
from events.models.facts import FACTS


class ArticleForm(JudgedForm):
    """The facts about an article."""

    published = forms.CharField(required=False, widget=UnfoldAdminTextInputWidget, help_text="The day: 2024-06-22.")
    timezone = forms.CharField(widget=UnfoldAdminTextInputWidget, help_text="IANA name, such as Asia/Karachi.")
    publisher = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    language = forms.CharField(max_length=35, widget=UnfoldAdminTextInputWidget)
    author = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    section = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)

    class Meta:
        model = Article
        fields: tuple[str, ...] = ()

    def present(self, record: Article) -> dict[str, Any]:
        """Show the facts in force."""
        facts = {name: getattr(record, name) for name in FACTS}
        return {**facts, "published": record.published.isoformat() if record.published else ""}

    def clean(self) -> dict[str, Any]:
        """Check what was changed."""
        cleaned = super().clean() or self.cleaned_data
        self.checked(article_value, FACTS)
        return cleaned


def _version_line(version: ArticleVersion) -> str:
    return f"{version.seen_at:%d %b %Y %H:%M} {version.sha256[:8]}, {len(version.text)} characters"


def _marked(change: Change) -> tuple[SafeString, str, SafeString]:
    return (
        format_html("<del>{}</del>", change.old) if change.old else SafeString(""),
        " → " if change.old and change.new else "",
        format_html("<ins>{}</ins>", change.new) if change.new else SafeString(""),
    )


HAND_IN = "An address, which is fetched like any other, or the text itself with what you know of it."


@admin.register(Article)
class ArticleAdmin(JudgedAdmin):
    """Articles: correct facts, read again."""

    form = ArticleForm
    list_display = ("__str__", "publisher", "published", "source", "language")
    list_filter = ("source", "language", "publisher")
    search_fields = ("title", "publisher")
    list_select_related = ("source",)
    date_hierarchy = "published"
    actions = ("read_again",)
    actions_list = ("hand_in",)
    fields = ("title", *FACTS, "source", "addresses", "copies", "text", "versions", "judgements")
    readonly_fields = ("title", "source", "addresses", "copies", "text", "versions", "judgements")

    def addresses(self, article: Article) -> SafeString:
        """List where it was seen, and since when its publisher no longer has it."""
        return listing(
            f"{u.url}{f' (gone since {u.gone_at:%d %b %Y})' if u.gone_at else ''}" for u in article.urls.order_by("pk")
        )

    def copies(self, article: Article) -> SafeString:
        """List the other articles with the same text; as evidence they count once."""
        if article.group_id is None:
            return listing([])
        others = Article.objects.filter(sketch__group=article.group_id).exclude(pk=article.pk)[:MOST_SHOWN]
        return listing(
            format_html('<a href="{}">{}</a> ({})', reverse("admin:events_article_change", args=[a.pk]), a, a.publisher)
            for a in others
        )

    def text(self, article: Article) -> SafeString:
        """Show the current text, whatever its source lets others see."""
        version = article.current_version
        return format_html("<div style='white-space: pre-wrap'>{}</div>", version.text if version else "")

    def versions(self, article: Article) -> SafeString:
        """List the texts that were seen, each with what it changed."""
        versions = list(article.versions.order_by("seen_at", "pk"))
        rows = [format_html("{}", _version_line(versions[0]))] if versions else []
        for before, after in pairwise(versions):
            changes = difference(f"{before.title}\n{before.text}", f"{after.title}\n{after.text}").changes
            marks = format_html_join("", "<br>{}{}{}", (_marked(change) for change in changes[:MOST_SHOWN]))
            rows.append(format_html("{}{}", _version_line(after), marks))
        return listing(rows)

    def judge(self, request: HttpRequest, obj: Article, form: Any) -> None:
        """Make one judgement for each fact that was changed."""
        for name in FACTS:
            if name in form.changed_data:
                curation.correct_article(obj.pk, name, form.cleaned_data[name], user=request.user)  # type: ignore[arg-type]

    @action(description="Hand in", url_path="hand-in")
    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """Take an article that somebody has by hand; a worker stores and reads it."""
        if not request.user.has_perm("events.add_article"):
            raise PermissionDenied
        form = HandInForm(request.POST or None)
        if form.is_valid():
            row = submit(form.content(), form.cleaned_data["source"], by=request.user)  # type: ignore[arg-type]
            self.message_user(request, f"It is being taken in (submission {row.pk}).")
            return HttpResponseRedirect(reverse("admin:events_articlesubmission_changelist"))
        shown = {"title": "Hand in an article", "form": form, "verb": "Hand in", "explanation": HAND_IN}
        context = {**self.admin_site.each_context(request), "opts": self.model._meta, **shown}
        return TemplateResponse(request, "admin/events/ask.html", context)

    @action(description="Read again")
    def read_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Ask for the selected articles to be read again."""
        for article in queryset:
            Work.objects.request(Work.Kind.REEXTRACT, article.pk)
        self.message_user(request, f"{len(queryset)} will be read again.")


@admin.register(ArticleVersion)
class ArticleVersionAdmin(ReadOnlyAdmin):
    """Texts as they were."""

    list_display = ("__str__", "title", "seen_at", "updated_at")
    search_fields = ("title", "sha256")


@admin.register(ArticleUrl)
class ArticleUrlAdmin(ReadOnlyAdmin):
    """Addresses of articles."""

    list_display = ("url", "article", "canonical", "checked_at", "next_check_at", "gone_at")
    search_fields = ("url",)
    list_select_related = ("article",)


@admin.register(ArticleGroup)
class ArticleGroupAdmin(ReadOnlyAdmin):
    """Copies of one text."""

    list_display = ("__str__", "members")
    search_fields = ("sketches__article__title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleGroup]:
        """Count members in the same query."""
        return super().get_queryset(request).annotate(count=Count("sketches"))

    def members(self, group: ArticleGroup) -> int:
        """Say how many articles have this text."""
        return getattr(group, "count", 0)


@admin.register(ArticleSketch)
class ArticleSketchAdmin(ReadOnlyAdmin):
    """Samples by which copies are found."""

    list_display = ("__str__",)
    search_fields = ("article__title",)
