"""Whether the people counted are those of the profile's group, or everyone: an answer says which."""

from analysis.people import EVERYONE, groups_told
from analysis.plan import Plan
from data.study import Study
from data.words import say


def everyone_counted(study: Study, plan: Plan, lang: str) -> list[str]:
    """Return in a line that everyone is counted, where the study does not tell the profile's group apart; else none.

    Parameters
    ----------
    study
        As loaded.
    plan
        The question: its profile may be of one group of people.
    lang
        The language.
    """
    group = plan.profile.group
    if study.demand is None or group in ("", EVERYONE) or groups_told(study.demand):
        return []
    told = say("Everyone is counted: the study does not tell the people of the group {group} apart.", lang, group=group)
    return [told]
