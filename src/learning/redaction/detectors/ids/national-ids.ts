import {
  isBelgian,
  isChinese,
  isCnpj,
  isCpf,
  isCuit,
  isDate,
  isDni,
  isEan13,
  isGermanTaxId,
  isNir,
  isPesel,
  isRut,
  isSnils,
  isTurkish,
  passesLuhn,
  passesVerhoeff,
} from "./check-digits.ts";

/** One form of a person's or a company's number that is told by itself. */
export interface IdForm {
  pattern: RegExp;
  isOne: (text: string) => boolean;
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");
const form = (source: string, isOne: IdForm["isOne"] = () => true): IdForm => ({
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_.,/#-])(?:${source})(?![\\p{L}\\p{N}_]|[-./]\\p{N})`,
    "gu",
  ),
  isOne,
});

/** Written as nothing else is, or with check digits and a date that hold. */
export const ID_FORMS: readonly IdForm[] = [
  // Brazil: CPF, CNPJ; Chile; Argentina; Mexico: CURP, RFC
  form(String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}`, (text) => isCpf(digitsOf(text))),
  form(String.raw`\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}`, (text) => isCnpj(digitsOf(text))),
  form(String.raw`\d{1,2}\.\d{3}\.\d{3}-[\dkK]`, isRut),
  form(String.raw`(?:20|23|24|27|30|33)-\d{8}-\d`, (text) => isCuit(digitsOf(text))),
  form(String.raw`[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d`),
  form(String.raw`[A-ZÑ&]{4}\d{6}[A-Z\d]{3}`, (text) => isDate(text.slice(4, 10))),
  // Italy, Spain, France, Belgium
  form(String.raw`[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]`),
  form(String.raw`\d{8}[- ]?[A-HJ-NP-TV-Z]|\d{2}\.\d{3}\.\d{3}[- ]?[A-HJ-NP-TV-Z]`, isDni),
  form(String.raw`[XYZ][- ]?\d{7}[- ]?[A-HJ-NP-TV-Z]`),
  form(String.raw`[12] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[AB]) \d{3} \d{3} \d{2}`),
  form(
    String.raw`[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}`,
    isNir,
  ),
  form(String.raw`\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}`, (text) => isBelgian(digitsOf(text))),
  // Britain, Ireland; Germany's pension; Switzerland
  form(
    String.raw`[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
    (text) => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(text),
  ),
  form(String.raw`\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}`, (text) =>
    isDate(digitsOf(text).slice(2, 8), true),
  ),
  form(String.raw`756\.\d{4}\.\d{4}\.\d{2}`, (text) => isEan13(digitsOf(text))),
  // Sweden, Finland; Bohemia and Slovakia
  form(
    String.raw`(?:19|20)?\d{6}[-+]\d{4}`,
    (text) => isDate(digitsOf(text).slice(-10, -4)) && passesLuhn(digitsOf(text).slice(-10)),
  ),
  form(
    String.raw`[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[\dA-FHJ-NPR-Y]`,
    (text) =>
      isDate(text.slice(0, 6), true) &&
      "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(text.slice(0, 6) + text.slice(7, 10)) % 31] ===
        text.at(-1),
  ),
  form(String.raw`\d{2}[0156]\d[0-3]\d\/\d{4}`, (text) => Number(digitsOf(text)) % 11 === 0),
  // Turkey, Germany, Poland: nothing but eleven digits
  form(
    String.raw`[1-9]\d{10}|\d{2} \d{3} \d{3} \d{3}`,
    (text) => isTurkish(digitsOf(text)) || isGermanTaxId(digitsOf(text)),
  ),
  form(String.raw`\d{11}`, isPesel),
  // Russia; India: Aadhaar, PAN
  form(String.raw`\d{3}-\d{3}-\d{3}[- ]\d{2}`, (text) => isSnils(digitsOf(text))),
  form(String.raw`[2-9]\d{3}[ -]\d{4}[ -]\d{4}`, (text) => passesVerhoeff(digitsOf(text))),
  form(String.raw`[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]`),
  // China, Hong Kong, Taiwan, Singapore, Korea, Thailand, Malaysia, the Emirates
  form(String.raw`[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]`, isChinese),
  form(String.raw`[A-Z]{1,2}\d{6}\([\dA]\)`),
  form(String.raw`[A-Z][1289]\d{8}`, isTaiwanese),
  form(String.raw`[STFGM]\d{7}[A-Z]`),
  form(String.raw`\d{6}-[1-8]\d{6}`, (text) => isDate(text.slice(0, 6))),
  form(String.raw`\d-\d{4}-\d{5}-\d{2}-\d`),
  form(String.raw`\d{6}-\d{2}-\d{4}`, (text) => isDate(text.slice(0, 6))),
  form(String.raw`784-\d{4}-\d{7}-\d`),
];

function isTaiwanese(text: string): boolean {
  const place = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(text[0] ?? "") + 10;
  const digits = `${place}${text.slice(1)}`;
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][at] ?? 0),
    0,
  );
  return sum % 10 === 0;
}

/** What people call such a number (those for value added tax are printed on every invoice), and what of it is then one whether or not its check digits hold. */
export const ID_NAMES = [
  "passport|reisepass|pass(?:nummer|nr)|personalausweis|ausweis|passeport|pasaporte|passaporto|passaporte|paspoort|paszport\\p{L}{0,2}|паспорт\\p{L}{0,3}|pasaport|pass(?:i)?num\\p{L}{0,4}|护照|護照|パスポート|旅券|여권|جواز(?: السفر)?",
  "(?:driv(?:er|ing)[’']?s? |drivers )licen[cs]e|führerschein|permis de conduire|permiso de conducir|carn[eé] de conducir|patente(?: di guida)?|carta de condu[cç][aã]o|cnh|rijbewijs|prawo jazdy|водительск\\p{L}{2,4} \\p{L}{4,14}",
  "national (?:id|insurance)|identity card|(?<=^|[,.;:(]\\s)id (?:no|nr|number)|id[ -]card|ni (?:no|number)|nino|national identi\\p{L}{2,12}|social (?:security|insurance)|ssn|sin|itin|ein|tin|tax(?:payer)?[ -]?(?:id\\p{L}{0,12}|file|ref\\p{L}{0,6}|number)|tfn|utr|ird|medicare|nhs|health (?:card|insurance)|medical record|mrn|member(?:ship)? id",
  "steuer[- ]?(?:id\\p{L}{0,16}|nummer|nr)|(?<!ust-?|uid-?)idnr|sozialversicherungs?\\p{L}{0,8}|sv-?(?:nummer|nr)|svnr|rentenversicherungs\\p{L}{0,8}|ahv(?:-?(?:nummer|nr))?|versicherten-?(?:nummer|nr)|krankenversicher\\p{L}{0,14}|kvnr",
  "nir|num[eé]ro (?:de )?(?:s[eé]curit[eé] sociale|fiscal)|s[eé]curit[eé] sociale|n° ?s[eé]cu\\p{L}{0,4}|spi|carte (?:d[’']identit[eé]|vitale)|titre de s[eé]jour",
  "dni|nie|nif|cif|n[uú]mero de (?:identidad|afiliaci[oó]n|seguridad social|la seguridad social|documento)|seguridad social|c[eé]dula|rut|cuit|cuil|curp|documento (?:nacional )?de identidad|cpf|cnpj|rg|pis|nit|cart[aã]o de cidad[aã]o|contribuinte|nis(?:s)?",
  "codice fiscale|c\\.?f\\.?|carta d[’']identit[aà]|tessera sanitaria",
  "bsn|burgerservicenummer|sofi-?nummer|rijksregister\\p{L}{0,8}|personnummer|person(?:al)?[ -]?(?:number|id)|samordningsnummer|f[øo]dselsnummer|cpr(?:-?nummer|-?nr)?|henkil[öo]tunnu\\p{L}{1,3}|hetu|kennitala",
  "pesel|dow[oó]d\\p{L}{0,2}(?: osobist\\p{L}{1,3})?|rodn[eé] [cč][ií]slo|i[cč]o|di[cč]|oib|jmbg|em[sš]o|cnp|egn|егн|инн|снилс|огрн|рнокпп|ιδ|αφμ|αμκα|tc kimlik(?: no| numara\\p{L}{0,4})?|tckn|kimlik(?: numara\\p{L}{0,4})?|taj(?:-?sz[aá]m)?|ad[oó]azonos[ií]t[oó]|szem[eé]lyi",
  "aadhaa?r|pan(?: card| no| number)|voter id|gstin|身份证|身分證|居民身份证|マイナンバー|個人番号|주민등록번호|nric|fin|mykad|nik|ktp|hkid|cccd|cmnd|emirates id|iqama|teudat zehut|תעודת זהות|ת\\.?ז\\.?|رقم (?:الهوية|القومي|الوطني)|हाधार|आधार",
].join("|");
