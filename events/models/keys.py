"""How names are compared and public ids are made."""

import re
import secrets
import unicodedata

PUBLIC_ID_LENGTH = 10
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # without letters and digits that look alike


def new_public_id() -> str:
    """Make a public id: 10 random characters, 49 bits, easy to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def name_key(name: str) -> str:
    """Reduce a name to what spelling does not change: no case, accents, punctuation or leading article."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’ʼ‘`]s\b", "", plain)
    words = re.findall(r"\w+", re.sub(r"['’ʼ‘`.]", "", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
