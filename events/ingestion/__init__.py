"""From a source to an article: files, feeds and pages are read here. Importing it needs no settings and no database."""
