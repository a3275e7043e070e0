"""For whom an answer is: the profile in its own words, and where its stay holds, with who says so."""

from data.bilingual import Bilingual
from data.profile import ANYONE, Profile
from data.stay import Stay
from layers.bilingual import both, in_each_language
from layers.labels import label
from layers.text import encode


def title_of(profile: Profile | None, code: str) -> str:
    """Return what a profile is called, as HTML; the words for its code where the answer holds no profile."""
    return in_each_language(profile.title.say) if profile else label("profile", code)


def whom(profile: Profile | None) -> str:
    """Return what must be known of a profile beside the answer, as HTML; nothing for anyone."""
    if profile is None or profile.name == ANYONE:
        return ""
    note = _text(profile.note)
    stay = _stay(profile.stay) if profile.stay else ""
    return f'<section class="whom"><h2>{both("For whom")}: {title_of(profile, "")}</h2>{note}{stay}</section>'


def _stay(stay: Stay) -> str:
    source = ", ".join(encode(part) for part in (stay.source_title, stay.source_url) if part)
    read = both("read on {day}", day=stay.checked_on)
    verify = both("Verify it before anyone relies on it: rules change.")
    return f'{_text(stay.text)}<p class="source">{both("Source")}: {source}; {read}. <b>{verify}</b></p>'


def _text(told: Bilingual) -> str:
    return f"<p>{in_each_language(told.say)}</p>" if told else ""
