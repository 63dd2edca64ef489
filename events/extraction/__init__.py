"""Text in, dataclasses out. No Django, no database, no network; spaCy is loaded at the first extraction only."""
