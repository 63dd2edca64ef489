"""Rows of policies: their names, parents and where they stand."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count, F

from events.models import (
    EventPolicy,
    Origin,
    Policy,
    PolicyBinding,
    PolicyName,
    PolicyStatus,
    name_key,
)
from events.resolution.identity import absorbed, judged_fields, policy_records, roots


def project_policies(records: Collection[str], renamed: set[str], *, with_parents: bool = True) -> dict[str, Policy]:
    """Make the rows of these policies agree with names and judgements; give them by id, parents included.

    Adds to `renamed` those that were there and have changed.
    """
    if not records:
        return {}
    owner = {pk: record for record, ids in absorbed(records).items() for pk in ids}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    spellings: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, Counter[str]] = defaultdict(Counter)
    bound = PolicyBinding.objects.filter(record__in=owner, mention__event__extraction__current_of__isnull=False)
    rows = bound.values_list("record_id", "mention__name", "mention__written", "mention__parent")
    for record, name, written, parent in rows:
        names[owner[record]][name] += 1
        spellings[owner[record]] |= {name, written}
        if parent:
            parents[owner[record]][parent] += 1
    taught: dict[str, list[str]] = defaultdict(list)
    for row in PolicyName.objects.filter(policy__in=owner, origin=Origin.CURATED).order_by("pk"):
        taught[owner[row.policy_id]].append(row.text)
    judged = judged_fields(owner)
    found: dict[str, Policy] = {p.pk: p for p in Policy.objects.filter(pk__in=records)}
    parent_of = _parents(parents, found, renamed) if with_parents else {}
    for record in sorted(records):
        if not names[record] and not taught[record]:
            continue
        best = taught[record][0] if taught[record] else min(names[record], key=lambda n: (-names[record][n], n))
        values = {"name": best, "parent_id": parent_of.get(record)} | judged[record]
        policy = found.get(record) or Policy(pk=record)
        if policy._state.adding or any(getattr(policy, f) != v for f, v in values.items()):
            if not policy._state.adding:
                renamed.add(record)
            for field, value in values.items():
                setattr(policy, field, value)
            policy.save()
            found[record] = policy
        _write_names(record, spellings[record])
    return found


def refresh_policies(records: Collection[str]) -> None:
    """Bring the states and counts of policies up to date; drop those that no text and no curator names any more."""
    counts = dict(
        EventPolicy.objects.filter(policy__in=records, event__is_published=True)
        .values("policy")
        .annotate(n=Count("event", distinct=True))
        .values_list("policy", "n")
    )
    states: dict[str, str] = {}
    rows = PolicyStatus.objects.filter(policy__in=records)
    for pk, state in rows.order_by(F("earliest").asc(nulls_first=True), "event").values_list("policy_id", "state"):
        states[pk] = state
    used: set[str | None] = set(EventPolicy.objects.filter(policy__in=records).values_list("policy_id", flat=True))
    used |= set(Policy.objects.filter(parent__in=records).values_list("parent_id", flat=True))
    for policy in Policy.objects.filter(pk__in=records):
        now = (states.get(policy.pk, ""), counts.get(policy.pk, 0))
        if policy.pk not in used and not policy.public.judgements.exists() and not _is_taught(policy):
            policy.public.policy_names.filter(origin=Origin.EXTRACTED).delete()
            policy.delete()
        elif (policy.state, policy.events) != now:
            policy.state, policy.events = now
            policy.save(update_fields=["state", "events"])


def _is_taught(policy: Policy) -> bool:
    return policy.public.policy_names.filter(origin=Origin.CURATED).exists()


def _parents(named: dict[str, Counter[str]], found: dict[str, Policy], renamed: set[str]) -> dict[str, str]:
    if not named:
        return {}
    best = {record: min(names, key=lambda n: (-names[n], n)) for record, names in named.items()}
    records = policy_records(set(best.values()))
    now = roots(records.values())
    parents = {record: now[records[name]] for record, name in best.items() if now[records[name]] != record}
    found |= project_policies(set(parents.values()) - found.keys(), renamed, with_parents=False)
    return parents


def _write_names(record: str, names: Collection[str]) -> None:
    present = {row.text: row.pk for row in PolicyName.objects.filter(policy=record, origin=Origin.EXTRACTED)}
    stale = [pk for text, pk in present.items() if text not in names]
    if stale:
        PolicyName.objects.filter(pk__in=stale).delete()
    PolicyName.objects.bulk_create(
        PolicyName(policy_id=record, text=text, key=name_key(text)[:300], origin=Origin.EXTRACTED)
        for text in sorted(set(names) - present.keys())
    )
