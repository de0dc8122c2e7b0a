import { LATIN_LANGUAGES, stopWords } from "../../../../../text/stop-words.ts";
import { findToldCodes, nextCode } from "./find-told-codes.ts";

interface Span {
  start: number;
  end: number;
}

const KIND =
  "(?:(?:pin|puk|tan|m?otp|totp|cvv2?|cvc2?|2fa|mfa|passcode)[ -]{0,2}(?:code|codes|kode|kod|nummer|number|no\\.?)?|(?:sign[ -]?in|log[ -]?in|einmal|best[aä]tigungs|verifi[ck]\\w{0,10}|confirm\\w{0,8}|security|sicherheits|zugangs|tür|door|gate|alarm|safe|access|entry|unlock|backup|recovery|rescue|reset|sms|one[ -]time|authenti[ck]\\w{0,10}|activation|freischalt|entsperr|voicemail|locker|building|garage|keypad|badge|lobby|parking|elevator|entrance)[ -]{0,2}(?:code|codes|kode|kod|pin|passwor[dt]))";
const QUOTE = String.raw`["'“„«(*\x60]{0,2}`;
const SIGN = String.raw`(?:\s{0,2}\p{L}{1,14}){0,4}?\s{0,3}(?:[:=：→]|(?<!\p{L})(?:is|was|are|were|ist|war|sind|waren|son|eran|sont|sono|são|zijn|są|lautet|lautete|es|era|est|était|è|é|är|var|er|to jest|jest|było|on|это|был)(?!\p{L})|は|是|为|為|는|은)(?:\s?\p{L}{1,5}:)?`;
const LINK = `(?:${SIGN}|\\s)\\s{0,3}${QUOTE}`;
/** Numbers that somebody is let in by, once or always. */
const CODES: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}])${KIND}(?:\\s\\d-(?:digit|stellig))?${LINK}((?:[A-Z]{1,3}-)?\\d{3,8}(?:[ -]\\d{3,4})?[#*]?)(?![\\p{L}\\p{N}.,:/%-]\\p{N}|\\p{N})`,
    "dgiu",
  ),
  new RegExp(
    `(?:c[oó]dig[oe] (?:de|di|do)(?: la)? (?:verifica\\S{1,6}|seguri?\\S{1,6}|acc?es\\S{1,3}|confirma\\S{1,6}|sicurezza|verifica)|codice (?:di|pin|otp)(?: \\p{L}{1,14})?|code (?:de )?(?:v[eé]rification|s[eé]curit[eé]|confirmation|secret|d.acc[eè]s|pin|postal secret)|kod (?:weryfikacyjny|dostępu|pin|sms)|код (?:подтверждения|доступа|безопасности|из смс)?|пин(?:-?код)?|doğrulama kodu|onay kodu|verificatiecode|toegangscode|pincode|bekræftelseskode|verifieringskod|varmennuskoodi|ověřovací kód|kód pin|mã (?:xác (?:minh|nhận|thực)|otp|pin)|kode (?:verifikasi|otp|akses)|κωδικός (?:pin|επαλήθευσης)|קוד (?:אימות|גישה)|رمز (?:التحقق|الدخول)|सत्यापन कोड|รหัส(?:ยืนยัน| otp)|验证码|驗證碼|校验码|認証コード|確認コード|暗証番号|인증 ?번호|인증 ?코드|비밀 ?번호)${LINK}((?:[A-Z]{1,3}-)?\\d{3,8}(?:[ -]\\d{3,4})?)(?!\\p{N})`,
    "dgiu",
  ),
  // Any code that was sent or opens something
  /(?<![\p{L}\p{N}])(?:code|kode|kod|c[oó]digo|codice|код)(?:\s\p{L}{1,14}){0,3}\s(?:got|sent|received|texted|text|sms|opens?|bekommen|erhalten|geschickt|re[cç]u|recib\p{L}{1,4}|ricevuto)(?:\s\p{L}{1,14}){0,4}?\s?(?:[:=]|\s(?:is|ist|est|es|è|é|was|war|era))\s{0,2}["'(]?(\d{4,8}(?:[ -]\d{3,4})?)(?!\p{N})/dgiu,
  /(?<!\p{L})(?:safe|door|gate|locker|garage|alarm|lock)\s(?:opens|unlocks|is opened|is disarmed)\s(?:with|by|using)\s(?:the code\s)?["']?(\d{4,8})(?!\p{N})/dgiu,
  /(?:code|codice|c[oó]digo)\s(?:d['’]acc[eè]s(?:\s\p{L}{1,14}){0,2}|(?:de |del |della |do |da |du |de la |de l['’])(?:porte|portail|portone|entr[eé]e|entrada|ingresso|immeuble|porta|puerta|alarme|alarma|allarme|garage|coffre|caja|cassaforte)(?:\s\p{L}{1,14}){0,2}?)\s?(?:[:=]|est|es|è|é)?\s{0,2}([A-Z]?\d{2,6}[A-Z]?\d{0,4}[#*]?)(?![\p{L}\p{N}])/dgiu,
  /(?:security (?:answer|question answer)|sicherheitsantwort|r[eé]ponse secr[eè]te|respuesta (?:secreta|de seguridad)|risposta (?:segreta|di sicurezza)|mother[’']?s maiden name)(?:\s(?:is|was|ist|est|es|è)|\s?[:=])\s{0,2}["'“]?(\p{L}[\p{L}\p{N}'’-]{1,30})/dgiu,
  // Said the other way round
  /(?<![\p{L}\p{N}.,:/-])((?:[A-Z]-)?\d{4,8})(?=\s(?:is|ist|es|est|è)\s(?:your|the|ihr|dein|tu|su|votre|ton|il tuo|o seu)\s(?:\p{L}{1,16}\s){0,2}(?:code|pin|otp|c[oó]digo|codice|\p{L}{0,16}code))/dgiu,
];
/** A list of them to be printed and put away, or one for an account's programs. */
const LISTS =
  /(?:(?:recovery|backup|rescue|scratch|emergency|wiederherstellungs|notfall|ersatz|r[eé]cup[eé]ration|recuperaci[oó]n|recupera[cç][aã]o|recupero|резервн\S{1,4}|app|application|anwendungs)[ -]{0,2}(?:codes?|keys?|kode|kody|passwor[dt]s?|kennwort|de \p{L}{1,14}|коды?)|(?:cod(?:ic|ig|e)\p{L}{0,2}|códigos?|kod\p{L}{0,2}) (?:di |de |d['’])?(?:recup\p{L}+|r[eé]cup\p{L}+|secours|respaldo|backup|riserva|emergen\p{L}+|zapasow\p{L}+|odzyskiwania))[^\n\d]{0,40}?[\s:=(]{1,4}((?:[-*•]?\s{0,2}["'\x60]?(?:(?=[a-z]{0,8}[a-z-]{0,8}\d)[a-z\d]{4,8}(?:-[a-z\d]{4,8}){0,7}|[a-z]{4}(?: [a-z]{4}){3})["'\x60]?(?:,?\s(?:and|or|und|oder|et|ou|y|o|e|en|i|och|og|и)\s|[,;/&\s]{0,3})){1,16})/dgiu;
/** Words that are a key: said to be, or a whole dozen of them of which none holds a sentence together. */
const WORDS =
  /(?<![\p{L}\p{N}'’-])[a-z]{3,8}(?:[ \t]{1,2}[a-z]{3,8}|,[ ]?[a-z]{3,8}|\s{0,2}\n?\s?\d{1,2}[.)]\s?[a-z]{3,8}){10,23}(?![\p{L}\p{N}'’-])/gu;
const SEED =
  /(?:seed|mnemonic|recovery|secret|backup|wallet|wiederherstellungs|ledger|trezor|metamask)[ -]?(?:phrase|words?|wörter|satz)?[^\n]{0,60}$/iu;
const SAID_PHRASE =
  /pass[ -]?(?:phrase|satz)(?:\s(?:for|to|of|is|für|ist)\b[^\n:=]{0,40})?(?:\s?[:=])\s{0,2}["'“„«\x60]?([a-z]{2,12}(?:[ -][a-z]{2,12}){3,9})/dgiu;
const QUOTED_WORDS =
  /(?:pass(?:wor[dt]|phrase)|kennwort)(?:\s\p{L}{1,12}){0,3}?\s(?:is|ist|lautet)\s["'“„\x60]([a-z]{2,12}(?:[ -][a-z]{2,12}){1,9})["'”“\x60]/dgiu;
/** Named as one, and then as many words as such a phrase has. */
const SAID_SEED =
  /(?<!\p{L})(?:(?:seed|mnemonic|recovery|wallet|backup|secret|wiederherstellungs|ledger|trezor|metamask)[ -]?(?:phrase|words?|wörter|satz)|seed|mnemonic|(?:phrase|frase|frase) (?:de r[eé]cup[eé]ration|semilla|semente|seed|de recuperaci[oó]n|de recupera[cç][aã]o|di recupero|mn[eé]mo\p{L}{1,6})|seed-?zin|herstelzin|fraza (?:seed|odzyskiwania)|сид-?фраза)(?:\s(?:for|of|is|was|ist|lautet|est|es|è|é|jest|to|für|de|von|the|my|our|der|die|meine)(?=\s)|\s\p{L}{2,12}\s(?:is|ist|est|es|è|é)(?=\s)|\s?[:=]){0,4}\s{1,2}["'“„«(\x60]?(?<words>[a-z]{3,8}(?:(?:[ ]{1,2}|,[ ]?)[a-z]{3,8}){11,23})(?![\p{L}\p{N}'’-])/dgu;
const OTPAUTH = /otpauth(?:-migration)?:\/\/[^\s"'<>]{8,500}/g;

/** Codes, lists of codes and phrases of words. */
export function findCodes(text: string): Span[] {
  const codes = [...CODES, SAID_PHRASE, QUOTED_WORDS].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => spanOf(indices?.[1])),
  );
  const lists = [...text.matchAll(LISTS)].flatMap(({ indices, 1: list = "" }) => {
    const [start] = indices?.[1] ?? [0];
    return [
      ...list.matchAll(/[a-z]{4}(?: [a-z]{4}){3}(?![a-z\d-])|[a-z\d]{4,8}(?:-[a-z\d]{4,8}){0,7}/gi),
    ]
      .filter(([code]) => /\d/.test(code) || /^[a-z]{4}(?: [a-z]{4}){3}$/.test(code))
      .map(({ index, 0: code }) => ({ start: start + index, end: start + index + code.length }));
  });
  const phrases = [...text.matchAll(WORDS)]
    .filter(({ 0: phrase, index }) => isPhrase(phrase, text.slice(Math.max(0, index - 80), index)))
    .map(({ 0: phrase, index }) => ({ start: index, end: index + phrase.length }));
  const seeds = [...text.matchAll(SAID_SEED)].flatMap(({ indices, groups = {} }) => {
    const start = indices?.groups?.words?.[0] ?? 0;
    const length = seedLength(groups.words ?? "");
    return length === 0 ? [] : [{ start, end: start + length }];
  });
  const unsaid = phrases.filter(
    (one) => !seeds.some((seed) => seed.start < one.end && seed.end > one.start),
  );
  const links = [...text.matchAll(OTPAUTH)].map(({ index, 0: link }) => ({
    start: index,
    end: index + link.length,
  }));
  const told = [...codes, ...findToldCodes(text)];
  const next = [...told, ...lists].flatMap((one) => nextCode(text, one) ?? []);
  return [...told, ...next, ...lists, ...unsaid, ...seeds, ...links];
}

function spanOf(found: [number, number] | undefined): Span[] {
  return found === undefined ? [] : [{ start: found[0], end: found[1] }];
}

const SEED_LENGTHS = [24, 21, 18, 15, 12];

/** How far the words go that a wallet gave: those behind them hold a sentence together, or are too many. */
function seedLength(phrase: string): number {
  const words = [...phrase.matchAll(/[a-z]{3,8}/g)];
  const first = words.findIndex(([word]) => commonWords().has(word));
  const until = first === -1 ? words.length : first;
  const most = SEED_LENGTHS.find((length) => length <= until);
  const last = words[(most ?? 0) - 1];
  return last === undefined ? 0 : last.index + last[0].length;
}

let common: Set<string> | undefined;

function commonWords(): Set<string> {
  common ??= new Set(LATIN_LANGUAGES.flatMap((language) => [...stopWords(language)]));
  return common;
}

function isPhrase(phrase: string, said: string): boolean {
  const words = phrase.match(/[a-z]{3,8}/g) ?? [];
  if (words.some((word) => commonWords().has(word))) return false;
  return (
    SEED.test(said) || ([12, 15, 18, 21, 24].includes(words.length) && new Set(words).size > 10)
  );
}
