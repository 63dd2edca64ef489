"""Sets of mentions that are one actor, and by what names are compared."""


class Clusters:
    """Sets of mentions that grow together (disjoint sets)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, number: int) -> int:
        """Give the number that stands for a mention's cluster."""
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two clusters one; the earlier mention stands for both."""
        low, high = sorted((self.find(one), self.find(other)))
        self.parent[high] = low


def normalised(text: str) -> str:
    """Give what names are compared by: lower case, plain apostrophes, no article, no possessive."""
    plain = " ".join(text.replace("’", "'").casefold().split())
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return plain.removesuffix("'s").removesuffix("'")
