"""What an organisation reads of an action point that is shared with it."""


def is_message_for(message: str | None, works_at: int | None, reader_pk: int) -> bool:
    """Whether this organisation gets the message for the recipient alone: there is one, and the owner works elsewhere.

    docs/what-goes-out.md. `works_at` is the organisation of the owner, or that owns it.
    """
    return bool(message) and works_at != reader_pk
