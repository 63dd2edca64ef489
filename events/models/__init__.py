"""What is recorded: what came in, was said, is taken to mean, is the record, was decided, and goes out."""

from events.models.actors import Actor, ActorName, Origin, Place, Tenure
from events.models.articles import Article, ArticleGroup, ArticleSketch, ArticleUrl, ArticleVersion
from events.models.guards import Writer, writing_as
from events.models.identity import Change, PublicId, PublicKind
from events.models.judgements import (
    ActorBinding,
    Anchor,
    CommitmentBinding,
    EventBinding,
    Judgement,
    NameKey,
    PolicyBinding,
)
from events.models.keys import name_key
from events.models.mentions import (
    ActorMention,
    CommitmentMention,
    EventMention,
    Evidence,
    Extraction,
    ParticipantMention,
    PolicyMention,
    RelationMention,
    StatementMention,
)
from events.models.policies import Policy, PolicyName, PolicyStatus
from events.models.record import (
    Commitment,
    CommitmentState,
    CommitmentStatus,
    Event,
    EventPolicy,
    EventRelation,
    Participation,
    Review,
    Statement,
)
from events.models.sources import Host, Reliability, Source, SourceCheck, SourceItem, SourceState, TextShown
from events.models.submissions import ArticleSubmission
from events.models.work import Heartbeat, Work

__all__ = [
    "Actor",
    "ActorBinding",
    "ActorMention",
    "ActorName",
    "Anchor",
    "Article",
    "ArticleGroup",
    "ArticleSketch",
    "ArticleSubmission",
    "ArticleUrl",
    "ArticleVersion",
    "Change",
    "Commitment",
    "CommitmentBinding",
    "CommitmentMention",
    "CommitmentState",
    "CommitmentStatus",
    "Event",
    "EventBinding",
    "EventMention",
    "EventPolicy",
    "EventRelation",
    "Evidence",
    "Extraction",
    "Heartbeat",
    "Host",
    "Judgement",
    "NameKey",
    "Origin",
    "ParticipantMention",
    "Participation",
    "Place",
    "Policy",
    "PolicyBinding",
    "PolicyMention",
    "PolicyName",
    "PolicyStatus",
    "PublicId",
    "PublicKind",
    "RelationMention",
    "Reliability",
    "Review",
    "Source",
    "SourceCheck",
    "SourceItem",
    "SourceState",
    "Statement",
    "StatementMention",
    "Tenure",
    "TextShown",
    "Work",
    "Writer",
    "name_key",
    "writing_as",
]
