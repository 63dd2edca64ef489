"""Handing in an article by hand: an address, or a text with what is known of it."""

from typing import Any

from django import forms
from django.conf import settings
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from events.ingestion.frontmatter import FactError, check_facts
from events.ingestion.pipeline import tidy
from events.ingestion.submissions import FACTS
from events.models import Source
from events.net import NotAUrlError, parse_url

LINE = UnfoldAdminTextInputWidget


class HandInForm(forms.Form):
    """An address that is fetched, or a text; facts go with a text, since a page says its own."""

    source = forms.ModelChoiceField(
        Source.objects.order_by("name"), widget=UnfoldAdminSelectWidget, help_text="Where it is counted to."
    )
    url = forms.CharField(required=False, max_length=2000, widget=LINE, label="Address", help_text="https://…")
    text = forms.CharField(required=False, widget=UnfoldAdminTextareaWidget, help_text="Or the article's text itself.")
    title = forms.CharField(required=False, max_length=500, widget=LINE)
    published = forms.CharField(required=False, widget=LINE, help_text="The day: 2024-06-22. Empty: not known.")
    timezone = forms.CharField(required=False, widget=LINE, help_text="Empty: the source's.")
    publisher = forms.CharField(required=False, max_length=200, widget=LINE, help_text="Empty: the source's.")
    author = forms.CharField(required=False, max_length=200, widget=LINE)

    def clean_url(self) -> str:
        """Refuse what is never fetched."""
        url = str(self.cleaned_data["url"]).strip()
        if url:
            try:
                parse_url(url, allowed_hosts=settings.ALLOWED_INTERNAL_HOSTS)
            except NotAUrlError as error:
                raise forms.ValidationError(error.reason) from error
        return url

    def clean_text(self) -> str:
        """Refuse what is larger than an article may be."""
        text = tidy(self.cleaned_data["text"])
        if len(text.encode()) > settings.ARTICLE_BYTES:
            raise forms.ValidationError(f"At most {settings.ARTICLE_BYTES:,} bytes.")
        return text

    def clean(self) -> dict[str, Any]:
        """Ask for an address or a text, and check the facts."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("url") and not cleaned.get("text") and not self.errors:
            raise forms.ValidationError("Give an address or a text.")
        try:
            check_facts({name: cleaned[name] for name in FACTS if cleaned.get(name)})
        except FactError as error:
            self.add_error(error.key if error.key in self.fields else None, str(error))
        return cleaned

    def content(self) -> dict[str, str]:
        """Give what is handed in: with a text its facts, without one the address alone."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "source" and value}
        return found if "text" in found else {"url": found["url"]}
