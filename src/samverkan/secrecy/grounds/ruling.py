"""Why a ground does not fit a question. Every reason names the provision that it follows from."""

from collections.abc import Iterable, Iterator

from samverkan.secrecy.grounds.model import Exclusion, Ground
from samverkan.secrecy.grounds.question import Question, Reason
from samverkan.secrecy.grounds.terms import Consent, DataCategory, RuleKind
from samverkan.secrecy.kinds import AgencyKind, Words


def reasons_against(ground: Ground, question: Question) -> tuple[Reason, ...]:
    """Every reason, not only the first: a lawyer wants them all. Empty: the ground is worth considering."""
    excluded = [each for each in ground.exclusions if _hits(each, question)]
    return (
        *_parties(ground, question),
        *(Reason("exclusion", each.provision, each.why) for each in excluded),
        *_data(ground, question, excluded),
        *_age(ground, question),
        *_purpose(ground, question),
        *_consent(ground, question),
    )


def _hits(exclusion: Exclusion, question: Question) -> bool:
    described = question.secrecies | question.traits
    return bool(
        exclusion.categories & described
        or question.giver in exclusion.givers
        or question.receiver in exclusion.receivers
    )


def _parties(ground: Ground, question: Question) -> Iterator[Reason]:
    if question.giver not in ground.from_kinds:
        who, label = _kinds(ground.from_kinds), question.giver.label
        yield Reason(
            "giver",
            ground.provision,
            Words(
                f"{ground.provision} gäller när den som lämnar är: {who.sv}. Här lämnar: {label.sv}.",
                f"{ground.provision} applies when the giver is: {who.en}. Here the giver is: {label.en}.",
            ),
        )
    if question.receiver not in ground.to_kinds:
        who, label = _kinds(ground.to_kinds), question.receiver.label
        yield Reason(
            "receiver",
            ground.provision,
            Words(
                f"{ground.provision} gäller när mottagaren är: {who.sv}. Här är mottagaren: {label.sv}.",
                f"{ground.provision} applies when the receiver is: {who.en}. "
                f"Here the receiver is: {label.en}.",
            ),
        )


def _data(ground: Ground, question: Question, excluded: list[Exclusion]) -> Iterator[Reason]:
    named = frozenset(category for each in excluded for category in each.categories)
    outside = question.secrecies - ground.covers - named
    if outside:
        covers, rest = _categories(ground.covers), _categories(outside)
        yield Reason(
            "category",
            ground.provision,
            Words(
                f"{ground.provision} nämner bara sekretess för: {covers.sv}. Utanför står: {rest.sv}.",
                f"{ground.provision} only names secrecy for: {covers.en}. Outside it: {rest.en}.",
            ),
        )
    absent = ground.requires - question.traits
    if absent:
        what = _categories(absent)
        yield Reason(
            "trait",
            ground.provision,
            Words(
                f"{ground.provision} gäller bara en uppgift som {what.sv}.",
                f"{ground.provision} applies only to data of this nature: {what.en}.",
            ),
        )


def _age(ground: Ground, question: Question) -> Iterator[Reason]:
    limit = ground.age
    if limit is None or not limit.decisive or question.age is None or question.age < limit.under:
        return
    yield Reason(
        "age",
        ground.provision,
        Words(
            f"{ground.provision} gäller {limit.whom.sv}. Personen är {question.age} år.",
            f"{ground.provision} applies to {limit.whom.en}. The person is {question.age}.",
        ),
    )


def _purpose(ground: Ground, question: Question) -> Iterator[Reason]:
    if question.purpose in ground.purposes:
        return
    stated = _joined(each.label for each in sorted(ground.purposes))
    asked = question.purpose.label
    yield Reason(
        "purpose",
        ground.provision,
        Words(
            f"{ground.provision} tar sikte på att {stated.sv}. Ändamålet här är att {asked.sv}.",
            f"{ground.provision} is for: {stated.en}. The purpose here: {asked.en}.",
        ),
    )


def _consent(ground: Ground, question: Question) -> Iterator[Reason]:
    if ground.kind is RuleKind.CONSENT and question.consent is Consent.REFUSED:
        yield Reason(
            "consent",
            "OSL 12 kap. 2 §",
            Words(
                "Den som sekretessen skyddar har sagt nej eller återkallat sitt samtycke (OSL 12 kap. 2 §).",
                "The person whom the secrecy protects has refused or withdrawn consent (OSL 12 kap. 2 §).",
            ),
        )


def _kinds(kinds: Iterable[AgencyKind]) -> Words:
    found = frozenset(kinds)
    if found == frozenset(each for each in AgencyKind if each.is_authority):
        return Words("en myndighet", "an authority")
    return _joined(each.label for each in AgencyKind if each in found)


def _categories(categories: Iterable[DataCategory]) -> Words:
    return _joined(each.label for each in DataCategory if each in frozenset(categories))


def _joined(labels: Iterable[Words]) -> Words:
    found = list(labels)
    return Words("; ".join(each.sv for each in found), "; ".join(each.en for each in found))
