// Plain words for the codes of the data. A code without words is shown as it is.

const OWN_NAMES = {
  es: "Español", en: "English", fr: "Français", ht: "Kreyòl ayisyen", pt: "Português", mam: "Mam", de: "Deutsch",
  it: "Italiano", ru: "Русский", uk: "Українська", ar: "العربية", fa: "فارسی", zh: "中文", hi: "हिन्दी", bn: "বাংলা",
  pa: "ਪੰਜਾਬੀ", ne: "नेपाली", ur: "اردو", ps: "پښتو", tr: "Türkçe", sw: "Kiswahili", so: "Soomaali", am: "አማርኛ",
  wo: "Wolof", ln: "Lingála", pap: "Papiamentu", quc: "K’iche’", kek: "Q’eqchi’", cak: "Kaqchikel", qum: "Sipakapense",
  tzh: "Tseltal", tzo: "Tsotsil", toj: "Tojolabal", ctu: "Ch’ol", zoc: "Zoque", kjb: "Q’anjob’al", jac: "Popti’",
  cac: "Chuj", poh: "Poqomchi’", ixl: "Ixil", acr: "Achi", cab: "Garífuna", miq: "Miskito", nah: "Nahuatl",
  qu: "Runa simi", ay: "Aymar aru", gn: "Avañe’ẽ", lsm: "LSM", ase: "ASL",
};

/** The name of a language in itself, so that its speakers know it, marked for those who listen. */
function languageName(code) {
  const known = Object.prototype.hasOwnProperty.call(OWN_NAMES, code);
  return known ? make("span", { lang: code }, OWN_NAMES[code]) : code;
}

function languageNames(codes) {
  return codes.map((code, position) => [position ? " · " : null, languageName(code)]);
}

function lookUp(words, code) {
  return Object.prototype.hasOwnProperty.call(words, code) ? words[code] : code || "";
}

function serviceName(code) {
  return lookUp({
    primary: say("Doctor or nurse"), emergency: say("Medical emergency"), maternal: say("Pregnancy and birth"),
    sexual_health: say("Sexual health"), gbv: say("Help after violence"), child_health: say("Doctor for children"),
    mental_health: say("Someone to talk to"), tb_dot: say("Tuberculosis treatment"),
    chronic: say("Long illness: diabetes, HIV"), vaccination: say("Vaccines"), pharmacy: say("Medicines"),
    shelter: say("A bed for the night"), water: say("Drinking water"), wash: say("Toilet and shower"),
    food: say("Food"), legal: say("Legal help"), protection_minors: say("Children and teenagers alone"),
    documents: say("Identity papers"), education: say("School and classes"), employment: say("Work"),
    housing: say("A place to live"), interpretation: say("Interpreter"),
  }, code);
}

function kindName(code) {
  return lookUp({
    hospital: say("Hospital"), clinic: say("Clinic"), health_post: say("Health post"), pharmacy: say("Pharmacy"),
    mobile_clinic: say("Mobile clinic"), shelter: say("Shelter"), water: say("Water point"),
    consulate: say("Consulate"), legal_aid: say("Legal aid office"), registry: say("Civil registry"),
    school: say("School"), food: say("Food kitchen"), hotline: say("Help line"),
  }, code);
}

function countryName(code) {
  return lookUp({
    BR: say("Brazil"), BZ: say("Belize"), CL: say("Chile"), CO: say("Colombia"), CR: say("Costa Rica"),
    CU: say("Cuba"), DO: say("Dominican Republic"), EC: say("Ecuador"), GT: say("Guatemala"), HN: say("Honduras"),
    HT: say("Haiti"), MX: say("Mexico"), NI: say("Nicaragua"), PA: say("Panama"), PE: say("Peru"),
    SV: say("El Salvador"), US: say("United States"), VE: say("Venezuela"),
  }, code);
}

const ASKED = [
  "documents_required", "fee", "insurance_required", "no_fixed_address_ok", "interpretation",
  "accepts_unaccompanied_minors", "women_only",
];

/** What a place asks or gives, in words; what nobody checked is said to be not known, never taken for a yes. */
function asks(question, answer) {
  const words = {
    documents_required: [say("They ask for identity papers"), say("No papers asked"), say("Papers: not known, ask first")],
    fee: [say("It costs money"), say("Free"), say("Cost: not known, ask first")],
    insurance_required: [
      say("They ask for health insurance"), say("No insurance asked"), say("Insurance: not known, ask first"),
    ],
    no_fixed_address_ok: [
      say("You need no home address"), say("They ask for a home address"), say("Home address: not known, ask first"),
    ],
    interpretation: [say("There is an interpreter"), say("No interpreter"), say("Interpreter: not known, ask first")],
    accepts_unaccompanied_minors: [
      say("Children and teenagers alone can come"), say("Not for children and teenagers alone"),
      say("Children and teenagers alone: not known, ask first"),
    ],
    women_only: [say("Only for women"), say("Not only for women"), say("Only for women: not known, ask first")],
  }[question];
  return words[answer === "yes" ? 0 : answer === "no" ? 1 : 2];
}

/** Good to know at a glance, in a list: only what is known, and only what lets a person in or keeps them out. */
function firstAnswers(place) {
  const known = place.d || {};
  const shown = ["documents_required", "fee", "insurance_required", "women_only"];
  return shown.filter((name) => known[name] && !(name === "women_only" && known[name] === "no"))
    .map((name) => asks(name, known[name]));
}
