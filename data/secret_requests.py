"""How people ask that a place is kept out of sight, in five languages: *hide from the map*, *no dar informes*."""

import re

NOT = (
    r"(?:no|not|non|ne|pas|nao|nunca|never|jamais|jamas|pa|don t|dont|cannot|can t|prohibido|prohibida|proibido"
    r"|interdit"
    r"|interdiction|forbidden|prohibited|evitar|evite|avoid|eviter|sin|sans|sem|without)"
)
WHERE = (
    r"(?:direccion|direcciones|ubicacion|ubicaciones|localizacion|lugar|sitio|domicilio|coordenadas?|address"
    r"|addresses|location"
    r"|whereabouts|coordinates|adresses?|emplacement|lieu|coordonnees|enderecos?|localizacao|local|mapas?|maps?|cartes?"
    r"|adres|kote)"
)
KEPT = (
    r"(?:reservad[oa]s?|protegid[oa]s?|ocult[oa]s?|privad[oa]s?|restringid[oa]s?|anonim[oa]s?|sensibles?|withheld"
    r"|hidden|protected"
    r"|private|restricted|sensitive|masquee?s?|cachee?s?|protegee?s?|privee?s?|reservee?s?|escondid[oa]s?"
    r"|restrit[oa]s?|omitid[oa]s?|omitted|mask(?:ed)?|redacted|concealed|suppressed|supprimee?s?|clandestin[oae]s?"
    r"|bajo reserva)"
)
# What is said of a list or its facts, and not of a place: data that are protected are so by law.
_FACTS = r"(?:informacion|informations?|informacao|datos?|dados?|donnees?|data|info|registros?|records?|lista|liste?)"
_KEPT_FACTS = (
    r"(?:reservad[oa]s?|restringid[oa]s?|restricted|restreintes?|restrit[oa]s?|sensibles?|sensitive|sensive(?:l|is)"
)
_KEPT_FACTS += r"|classified|clasificad[oa]s?|ocult[oa]s?|hidden|private|privileged)"
_TO_HIDE = (
    r"(?:ocult(?:a|e|en|ar|amos)|hid(?:e|ing)|conceal(?:ed|ing)?|mask(?:ing)?|masqu(?:er|ez|ons)|cach(?:er|ez)"
    r"|omit(?:e|a|ir|imos"
    r"|en)?|omet(?:tre|tez)|withhold(?:ing)?|redact|suppress|supprimer|supprimez|escond(?:er|a|e|em)|obscure|blur"
    r"|suprim(?:ir|a|e))"
)
_TO_TAKE_OFF = (
    r"(?:exclu(?:ir|ya|yan|ye|ido|ida|de|ded|re|ez|a|i[a-z]*)|remov(?:e|ed|er|a|ido)|quit(?:ar|e|en)|retir(?:ar|e|er"
    r"|ez|ad[oa])"
    r"|borr(?:ar|e|en)|eliminar|elimin[ea]|supprimer|supprimez|enlever|delete|sacar|saquen?)"
)
_TO_KEEP = (
    r"(?:keep|kept|keeping|manten(?:er|ga|gan|id[oa])|guard(?:ar|e|en)|garder|gardez|manter|mantem|treat(?:ed)?|tratar)"
)
_UNSEEN = (
    r"(?:privad[oa]s?|private|privee?s?|hidden|ocult[oa]s?|quiet|reservad[oa]s?|reserva|anonym[a-z]*|anonim[oa]s?|off)"
)
_MAPS = r"(?:mapas?|maps?|cartes?|directori[a-z]*|annuaires?)"
_SMALLS = (
    r"(?: (?:to|be|been|being|made|make|for|in|on|hacer|hacerse|hagan?|debe|deben|puede|deve|devem|ser|sera|es|esta"
    r"|se|para"
    r"|en|em|al|a|rendre|doit|etre|pour|it|this|lo|que|sea|yet|aun|todavia|toujours|general|est|e))*"
)
_ANYBODY = (
    r"(?:anyone|anybody|others|outsiders|third parties|nadie|terceros|terceras|personne|ninguem|outros|tiers|moun)"
)
REQUESTS = re.compile(
    rf"\b{NOT}{_SMALLS} public(?:[oa]s?|s)?\b"
    rf"|\bno(?:t|n)? for (?:[a-z]+ )?(?:public|release|distribution|circulation|dissemination|sharing|disclosure"
    rf"|display)\b"
    rf"|\b{_TO_HIDE}(?: [a-z0-9]+){{0,2}} {WHERE}\b|\b{_TO_TAKE_OFF}(?: [a-z0-9]+){{0,3}} {_MAPS}\b"
    rf"|\b(?:{_TO_HIDE}|{KEPT})(?: (?:from|to|al|a|au|aux|para|ao|por|en|on))+ (?:public[oa]?|everyone|todos|tous"
    rf"|{_MAPS})\b"
    rf"|\b(?:off|out|fuera|hors|fora)(?: (?:all|any|public|todo|tout))? {_MAPS}\b"
    rf"|\b{_FACTS}(?: (?:es|son|is|are|est|sont|muy|very|altamente|highly))* {_KEPT_FACTS}\b|\b{_KEPT_FACTS} {_FACTS}\b"
    rf"|\b{_TO_KEEP}(?: (?:as|it|this|very|strictly|muy|en|la|lo|place|in|with|con|comme|como|em|location|site"
    rf"|info))* {_UNSEEN}\b"
    rf"|\b{NOT}(?: [a-z]+)? (?:tell|told|decir|digas?|digan|dire|dites|contar|cuenten?|mention|mencionar|dizer|di"
    rf"|avise[nr]?)"
    rf"(?: [a-z]+)? {_ANYBODY}\b"
    rf"|\b(?:no|nunca|never|not|nao|pas|ne) (?:se )?(?:dar|den|give|proporcion(?:ar|e|en)|donner|donnez)(?: (?:out"
    rf"|any|ningun|ninguna|mas))*"
    r" (?:informes|informacion|info|information|datos|data|details|detalles|referencias|senas|renseignements"
    r"|informacoes)\b"
    r"|\bpas (?:communiquer|communiquez|afficher|affichez|montrer|indiquer|mentionner|transmettre|cartographier"
    r"|distribuer)\b"
    r"|\b(?:not|never) (?:distribute|circulate|forward|disseminate|release|advertise) (?:this|any|outside|publicly"
    r"|beyond"
    r"|externally|further|list|it|without)\b"
    r"|\bno (?:distribuir|circular|reenviar|anunciar) (?:est[ae]|fuera|sin|a|lista|ni|externamente)\b"
    rf"|\b{NOT}(?: be)? (?:publicly|publicamente|publiquement)\b"
    r"|\btlp (?:red|amber|green|rojo|ambar|verde|rouge)\b|\bvisibil[a-z]+ (?:es |is |est )?"
    r"(?:ocult[oa]|hidden|null?a|none|restringida|restricted|privada|private|interna|internal|masquee|reservada"
    r"|limitada|limited)\b"
    r"|\b(?:albergues?|refugios?|casas?|centros?|sitios?|lugar(?:es)?|puntos?|shelters?|sites?"
    r"|safe) clandestin[oae]s?\b"
)
