"""The words of effective access: what stands in the way, what a profile asks, verdicts, steps and sectors."""

from collections.abc import Mapping
from types import MappingProxyType

from data.words import mark

# Each key is a barrier of access.csv, reach.csv and coverage.csv, or what limits the index there.
BARRIERS: Mapping[str, str] = MappingProxyType(
    {
        "documents": mark("Asks for papers"),
        "documents_unknown": mark("Nobody knows whether it asks for papers"),
        "insurance": mark("Asks for insurance"),
        "insurance_unknown": mark("Nobody knows whether it asks for insurance"),
        "minors": mark("Does not take unaccompanied minors"),
        "minors_unknown": mark("Nobody knows whether it takes unaccompanied minors"),
        "women_only": mark("For women only"),
        "women_only_unknown": mark("Nobody knows whether it is for women only"),
        "woman": mark("For women only"),
        "woman_unknown": mark("For women only, and the profile does not say whether they are a woman"),
        "address": mark("Asks for a fixed address"),
        "address_unknown": mark("Nobody knows whether it asks for a fixed address"),
        "country": mark("On the other side of a border they may not cross"),
        "country_unknown": mark("Nobody knows on which side of the border it is"),
        "stay_status": mark("Outside the states where their stay holds"),
        "stay_status_unknown": mark("Nobody knows whether their stay holds there"),
        "language": mark("Nobody there speaks their language"),
        "language_unknown": mark("Nobody knows whether their language is spoken there"),
        "fee": mark("Charges a fee"),
        "fee_unknown": mark("Nobody knows whether it charges a fee"),
        "trust": mark("In contact with migration enforcement"),
        "trust_unknown": mark("Nobody knows whether it is in contact with migration enforcement"),
        "hours": mark("Not open at the time of arrival"),
        "hours_unknown": mark("Nobody knows whether it is open at the time of arrival"),
        "visit_day": mark("Not there on that day"),
        "visit_day_unknown": mark("There on some days alone, and no day was asked about"),
        "closed": mark("Closed for good or for now"),
        "no_visits": mark("A mobile clinic whose visits nobody told"),
        "service": mark("Does not give this service"),
        "service_unknown": mark("Nobody knows whether it gives this service"),
        "time": mark("The way there takes long"),
        "nowhere": mark("No place counts, however far"),
    }
)

# What a profile asks of a place, in a word or two: for lists.
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "service": mark("the service"),
        "documents": mark("papers"),
        "insurance": mark("insurance"),
        "minors": mark("unaccompanied minors"),
        "women_only": mark("for women only"),
        "woman": mark("for women only, and whether they are a woman"),
        "address": mark("fixed address"),
        "country": mark("side of the border"),
        "stay_status": mark("states of the stay"),
        "language": mark("language"),
        "fee": mark("fee"),
        "trust": mark("contact with migration enforcement"),
        "hours": mark("opening hours"),
        "visit_day": mark("day of the visit"),
    }
)

# The same as a sentence that is so, is not so, or that nobody knows: for a list of what was asked.
CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "service": mark("Gives the service"),
        "documents": mark("Takes people without papers"),
        "insurance": mark("Takes people without insurance"),
        "minors": mark("Takes unaccompanied minors"),
        "women_only": mark("Is not for women only"),
        "woman": mark("Lets them in, though it is for women only"),
        "address": mark("Takes people without a fixed address"),
        "country": mark("Lies in a country they may be in"),
        "stay_status": mark("Lies where their stay holds"),
        "language": mark("Speaks their language or has an interpreter"),
        "fee": mark("Is free of charge"),
        "trust": mark("Has no contact with migration enforcement"),
        "hours": mark("Is open at the time of arrival"),
        "visit_day": mark("Is there on the day of arrival"),
        "closed": mark("Is not closed, for good or for now"),
        "no_visits": mark("Somebody told where and when it visits"),
    }
)

MET: Mapping[str, str] = MappingProxyType({"yes": mark("Met"), "no": mark("Not met"), "unknown": mark("Nobody knows")})

VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "certain": mark("Counts"),
        "possible": mark("May count"),
        "blocked": mark("Cannot be used"),
        "not_offered": mark("Not known to give this service"),
    }
)

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "everyone": mark("Everyone"),
        "available": mark("A way to the service"),
        "reachable": mark("In time"),
        "admissible": mark("Let in"),
        "acceptable": mark("Language, cost and trust too"),
    }
)

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "housing": mark("A roof"),
        "employment": mark("Work"),
        "health": mark("Health"),
        "education": mark("School"),
        "legal": mark("Legal aid and papers"),
    }
)

ANSWERS: Mapping[str, str] = MappingProxyType({"yes": mark("Yes"), "no": mark("No"), "unknown": mark("Nobody knows")})
