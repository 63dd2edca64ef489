"""Public ids: where they lead after merges, and which one stands for a name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from events.models import ActorName, Judgement, NameKey, PolicyName, PublicId, PublicKind
from events.models.keys import name_key

RESOLUTION_LOCK = 0x706F6C69  # one resolution at a time: what it reads must not change under it

SORTS = {"person": "person", "office": "office", "country": "place", "place": "place"}
GENERIC_FIRST_WORDS = ("operation ", "exercise ", "project ")


def lock_resolution() -> None:
    """Wait until no other transaction resolves, and keep others waiting until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RESOLUTION_LOCK])


ROOTS = """
    WITH RECURSIVE walk (start, now) AS (
        SELECT id, merged_into_id FROM events_publicid WHERE id = ANY(%s) AND merged_into_id IS NOT NULL
        UNION ALL
        SELECT walk.start, p.merged_into_id FROM walk JOIN events_publicid p ON p.id = walk.now
        WHERE p.merged_into_id IS NOT NULL
    )
    SELECT start, now FROM walk WHERE NOT EXISTS (
        SELECT 1 FROM events_publicid p WHERE p.id = walk.now AND p.merged_into_id IS NOT NULL
    )
"""
ABSORBED = """
    WITH RECURSIVE walk (id, root) AS (
        SELECT id, merged_into_id FROM events_publicid WHERE merged_into_id = ANY(%s)
        UNION ALL
        SELECT p.id, walk.root FROM walk JOIN events_publicid p ON p.merged_into_id = walk.id
    )
    SELECT root, id FROM walk
"""


def roots(ids: Iterable[str]) -> dict[str, str]:
    """Follow merges: give for each id the record that it stands for now."""
    asked = set(ids)
    return {i: i for i in asked} | dict(_pairs(ROOTS, asked))


def absorbed(ids: Iterable[str]) -> dict[str, set[str]]:
    """Give for each record all ids that lead to it, its own included."""
    found = {i: {i} for i in ids}
    for root, pk in _pairs(ABSORBED, found):
        found[root].add(pk)
    return found


def _pairs(sql: str, ids: Collection[str]) -> list[tuple[str, str]]:
    """Ask for pairs of ids in SQL: this runs a dozen times for each article."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids)])
        return [(one, other) for one, other in cursor.fetchall()]


def judged_fields(owner: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Give for each record the values that curators gave its fields; `owner` is every id that leads to a record."""
    found: dict[str, dict[str, object]] = defaultdict(dict)
    rows = Judgement.objects.in_force().filter(target__in=owner, action=Judgement.Action.FIELD)
    for judgement in rows.order_by("pk"):
        found[owner[judgement.target_id]][judgement.field] = judgement.value
    return found


def sort_of(kind: str) -> str:
    """Say among which names a kind of actor is looked for: bodies, organisations and governments are one."""
    return SORTS.get(kind, "body")


def policy_key(name: str) -> str:
    """Reduce a policy's name as `name_key` does, and leave out a generic first word."""
    key = name_key(name)
    for word in GENERIC_FIRST_WORDS:
        if key.startswith(word):
            return key.removeprefix(word)
    return key


def actor_records(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Give for each (kind, name) the actor's public id: a curator's name first, else the name's own, made if new."""
    wanted = {(kind, name): (sort_of(kind), name_key(name)[:300] or name[:300]) for kind, name in names}
    taught: dict[str, set[str]] = {}
    rows = ActorName.objects.filter(origin="curated", key__in={key for _, key in wanted.values()})
    for key, record in rows.values_list("key", "actor_id"):
        taught.setdefault(key, set()).add(record)
    own = _named(set(wanted.values()), PublicKind.ACTOR)
    found = {}
    for name, sort_and_key in wanted.items():
        candidates = taught.get(sort_and_key[1], set())
        # A name that two actors bear says nothing: it stays an actor of its own.
        found[name] = next(iter(candidates)) if len(candidates) == 1 else own[sort_and_key]
    return found


def policy_records(names: Iterable[str]) -> dict[str, str]:
    """Give for each name the policy's public id: a curator's name first, else the name's own, made if new."""
    wanted = {name: policy_key(name)[:300] or name[:300] for name in names}
    taught: dict[str, set[str]] = {}
    rows = PolicyName.objects.filter(origin="curated")
    keys = set(wanted.values()) | {name_key(name) for name in wanted}
    for text, key, record in rows.filter(key__in=keys).values_list("text", "key", "policy_id"):
        taught.setdefault(key, set()).add(record)
        taught.setdefault(policy_key(text), set()).add(record)
    own = _named({("policy", key) for key in wanted.values()}, PublicKind.POLICY)
    found = {}
    for name, key in wanted.items():
        candidates = taught.get(name_key(name)) or taught.get(key) or set()
        found[name] = next(iter(candidates)) if len(candidates) == 1 else own["policy", key]
    return found


def _named(keys: set[tuple[str, str]], kind: PublicKind) -> dict[tuple[str, str], str]:
    """Give each (sort, key) its public id, making those that are new. Only within the resolution lock."""
    rows = NameKey.objects.filter(key__in={key for _, key in keys}).values_list("sort", "key", "record_id")
    found = {(sort, key): record for sort, key, record in rows if (sort, key) in keys}
    missing = sorted(keys - found.keys())
    ids = PublicId.objects.bulk_create(PublicId(kind=kind) for _ in missing)
    NameKey.objects.bulk_create(
        NameKey(sort=sort, key=key, record=made) for (sort, key), made in zip(missing, ids, strict=True)
    )
    return found | {pair: made.pk for pair, made in zip(missing, ids, strict=True)}
