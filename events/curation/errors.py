"""What a curator is told when a judgement cannot be made."""


class CurationError(ValueError):
    """A judgement that cannot be made; the message says why and what to do instead."""
