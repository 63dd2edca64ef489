"""Articles: their facts, which curators correct, and their texts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from events import curation
from events.admin.base import JudgedAdmin, JudgedForm, ReadOnlyAdmin, listing
from events.curation.values import article_value
from events.models import Article, ArticleUrl, ArticleVersion, Work
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
    fields = ("title", *FACTS, "source", "addresses", "text", "versions", "judgements")
    readonly_fields = ("title", "source", "addresses", "text", "versions", "judgements")

    def addresses(self, article: Article) -> SafeString:
        """List where it was seen."""
        return listing(article.urls.values_list("url", flat=True))

    def text(self, article: Article) -> SafeString:
        """Show the current text, whatever its source lets others see."""
        version = article.current_version
        return format_html("<div style='white-space: pre-wrap'>{}</div>", version.text if version else "")

    def versions(self, article: Article) -> SafeString:
        """List the texts that were seen."""
        return listing(
            f"{v.seen_at:%d %b %Y %H:%M} {v.sha256[:8]}, {len(v.text)} characters" for v in article.versions.all()
        )

    def judge(self, request: HttpRequest, obj: Article, form: Any) -> None:
        """Make one judgement for each fact that was changed."""
        for name in FACTS:
            if name in form.changed_data:
                curation.correct_article(obj.pk, name, form.cleaned_data[name], user=request.user)  # type: ignore[arg-type]

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

    list_display = ("url", "article", "canonical")
    search_fields = ("url",)
    list_select_related = ("article",)
