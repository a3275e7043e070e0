"""What profiles are called where one is chosen: two of one title are told apart by their names."""

from collections import Counter
from collections.abc import Mapping

from data.profile import Profile


def profile_titles(profiles: Mapping[str, Profile], lang: str) -> dict[str, str]:
    """Return the title of each profile by its name; a title that is not its own alone has the name behind it.

    A field takes two options that read alike for one, and would answer for somebody else.
    """
    titles = {name: profile.title.say(lang) for name, profile in profiles.items()}
    count = Counter(titles.values())
    return {name: title if count[title] == 1 else f"{title} ({name})" for name, title in titles.items()}
