"""The policy event tracker's one app. Importing it needs neither Django nor a language model."""
