import { findShapes } from "../../../../text/secrets/secret-shapes.ts";
import type { Finding } from "../../finding.ts";
import { findCodes } from "./codes/find-codes.ts";
import { findNamedKeys } from "./find-named-keys.ts";
import { findTokens, nextKeys } from "./find-tokens.ts";
import { findWritten } from "./find-written.ts";
import { findLinked, findPlainPasswords } from "./passwords/find-plain-passwords.ts";
import { findSaidPasswords, isPlace } from "./passwords/find-said-passwords.ts";
import { findTriedPasswords } from "./passwords/find-tried-passwords.ts";
import { tidySecret } from "./tidy-secret.ts";

const WORD = [
  "pass(?:word|wort|wd|phrase|code|ord)(?:s|et|en|er)?|(?<![a-z])pass|(?<![a-z])p\\/?w|pwd|requirepass|kennwort|zugangs(?:code|wort)|(?:w-?lan|wi-?fi|netzwerk|network|funk)[ ,-]{0,2}(?:schlüssel|key|code)",
  "mot de passe|(?<![a-z])mdp|code d.accès|contrase(?:[nñ]|ny)a|(?<![a-z])clave|senha|palavra[ -]passe|wachtwoord|has[lł]o|lösenord(?:et)?|adgangs(?:kode|ord)(?:n|en|et)?",
  "salasana(?:n|si)?|(?<![a-z])parol[aăeė]|heslo|jelsz[oó]|lozinka|geslo|şifre(?:si|niz)?|mật khẩu|kata sandi|slaptažodis|κωδικός(?: πρόσβασης)?|парол[ьа]|סיסמ[הא]|รหัสผ่าน",
  "パスワード|密码|密碼|비밀번호|비번|كلمة (?:المرور|السر)|पासवर्ड",
].join("|");
const KEY = `api[ _-]?(?:key|token|secret|schlüssel)|(?:secret|access|private|account|shared|signing|encryption|auth|subscription|license|master|app|admin|management|server|project)[ ._-]?(?:access[ _-]?)?key|access[ _-]?key[ _-]?id|client[ _-]?secret|(?:access|auth|refresh|bearer|bot|session|id)[ _-]?token|token|secret|credentials?`;
const QUOTE = `["'\x60“”„«»*]{0,3}`;
/** Sets one: `password=`, `"api_key": "`, `Passwort lautet`. */
const SETS = String.raw`${QUOTE}(?:\s?\([^()\n]{1,30}\))?(?:\s{0,3}(?:[:=]{1,2}|[=-]>|:=|：|＝|[—–](?=\s))|\s{1,3}(?:is|ist|lautet|lautete|heißt|luidt|was|war|es|est|è|é|är|er|on|je|jest|este|là|to|auf|set to|=)(?=\s)(?:\s{0,3}:)?|(?:は|是|为|為|为：|는|은))\s{0,3}${QUOTE}`;
const VALUE = String.raw`[^\s"'\x60“”„«»<>,;|]{4,300}`;
const PASSWORDS = new RegExp(`(?:${WORD})${SETS}(${VALUE})`, "diug");
const KEYS = new RegExp(`(?:${KEY})${SETS}(${VALUE})`, "diug");
/** With words of what it is for, or none at all, between them. */
const LOOSE_PASSWORDS = new RegExp(
  `(?:${WORD})(?:(?:\\s[\\p{L}-]{1,20}){1,4}\\s?(?:[:=]|[=-]>|\\s(?:is|ist|lautet|est|es|é|è|är|er|on|je|są|are))\\s?|\\s)${QUOTE}(${VALUE})`,
  "diug",
);
/** With no word of its own between: `secret key wJalrXUtn…`, `PIN 4711` is no secret of a machine. */
const BARE_KEYS = new RegExp(`(?:${KEY})\\s{1,3}${QUOTE}([\\w+/=.~-]{16,300})`, "diug");
const OPTIONS =
  /(?<![^\s"'])--?(?:p|pass(?:word|wd)?|pwd|token|secret|api-?key)[ =]["']?([^\s"'<>$[{]{5,300})/dgiu;
const PINS =
  /(?<![\p{L}\p{N}])(?:pin|tan|otp|cvv|cvc|2fa[ -]code|(?:zugangs|tür|pass|door|gate|alarm|safe|access|entry|unlock|backup|recovery|verification|confirmation|security|sms|login|einmal|bestätigungs)[ -]?code)(?:[ -]?(?:code|nummer|number))?(?:(?:\s(?:for|to|of|zum|zur|für|vom|de|del|du|pour)(?:\s\p{L}{1,20}){1,3})?\s{1,3}(?:is|ist|lautet|es|est|è)\s{1,3}|\s{0,3}[:=]\s{0,3}|\s{1,3})(\d{3,8})(?!\p{N})/dgiu;
/** To a command: who and with what. */
const USERS =
  /(?<![^\s"'])(?:-u|--user(?:name)?)[ =]["']?([^\s:"'$<>{[]{1,60}:[^\s"'<>$[{]{4,300})/dgu;
const SHORT_OPTION = /(?<![^\s"'])-p([^\s"'<>$[{=/:.-][^\s"'<>$[{=/:]{4,100})/dgu;
/** What a network, or whoever has an account, is let in by. */
const NETWORKS = new RegExp(
  `(?:(?:wi-?fi|w-?lan|ssid|hotspot|psk)\\P{L}[^\\n]{0,30}?(?:key|code|schlüssel|clé|chiave|llave|sleutel)|(?:key|code|clé|clave|chiave)(?:\\s(?:de|du|del|for|of))?(?:\\s(?:the|la|le))?\\s(?:wi-?fi|w-?lan))(?:\\s?[:=]\\s?|\\s(?:is|ist|est|es|è)\\s|\\s)${QUOTE}(${VALUE})`,
  "diug",
);
const CREDENTIALS =
  /(?:creds|credentials|log-?in|zugangsdaten|identifiants|credenciales|credenziali)(?:\s?(?::|=|are|is|sind|sont|son|sono))?\s{1,2}[^\s/:|]{2,60}\s?[/|:]\s?([^\s"'<>,;|]{4,100})/dgiu;
/** What a password is for, not what it is. */
const WHOSE = /(?<!\p{L})(?:for|für|pour|para|per|voor|dla|för|of)\s["'`“„«]?$/iu;
/** Where a language has no word for "is". */
const UNLINKED = new RegExp(`(?:${WORD})(?:\\s[\\p{L}-]{1,20}){0,3}\\s${QUOTE}(${VALUE})`, "diug");
/** The other way round: `with Sorrel!44 as password`. */
const NAMED_AFTER = new RegExp(
  String.raw`(?<!\S)${QUOTE}(${VALUE})${QUOTE}\s(?:as|als|comme|como|come|som) (?:\p{L}{2,3} )?(?:${WORD})(?!\p{L})`,
  "diug",
);
/** Who and with what, in one: `root:Otter.203`. */
const PAIRS =
  /(?<![\p{L}\p{N}/.@:-])(?:root|admin(?:istrator)?|sa|postgres|oracle|ubuntu|pi|guest|service|svc[\w-]{0,12}|deploy|backup|test|user\d?)[:/]([^\s"'<>,;|/:]{6,100})/dgiu;
const LOGINS =
  /(?<![\p{L}\p{N}+.-])[a-z][a-z\d+.-]{1,20}:\/\/([^\s/@:]{0,100}:[^\s/"'<>]{1,200}|[\w-]{16,200})@/dgiu;
/** Behind an address, or an account's name that something says is one. */
const ACCOUNTS =
  /(?:[\p{L}\p{N}._%+-]{1,60}@[\p{L}\p{N}-]{1,60}(?:\.[\p{L}\p{N}-]{1,30}){1,4}(?:\s?[:|/]\s?|\s{1,2}(?:pw|pass|with)\s)|(?:account|accounts|user|username|admin|login|creds|credentials|auth|proxy|konto|benutzer|utilisateur|usuario|utente|gebruiker|пользователь|логин)["']?(?:\s(?:is|ist|are|for|of|the|on|für|at)\s[\p{L}\p{N} .-]{0,30}?(?:is|ist|are)?)?\s?[:=]?\s?[\p{L}\p{N}._\\-]{2,40}(?:\s?[:]\s?|\s[/|]\s))["'`(]?([^\s"'<>,;|)/]{5,60})/dgiu;
const BLOCKS =
  /-----BEGIN (?!PUBLIC|CERT|RSA PUBLIC|SSH2 PUBLIC|PGP (?:PUBLIC|SIGN|MESS)|X509|NEW CERT)[A-Z\d ]{1,40}-----[^-]{0,20000}(?:-----END [A-Z\d ]{1,40}-----(?:\\[rn]|\\\\[rn]){0,4})?/g;
/** Stands for a value, or says something of it. */
const NOT_A_VALUE =
  /^(?:[[({<$%*.…_~-]|x{3,}|null\b|none\b|true\b|false\b|undefined|required|optional|string\b|\d{1,3}(?:文字|位|字|桁|자|日|天|か月|ヶ月)|your[-_ ]|changeme$|example$|redacted|expired|process\.env|os\.|env\.)/i;

export function findSecrets(text: string): Finding[] {
  const shaped = findShapes(text).filter(({ start, end }) => {
    const found = text.slice(start, end);
    return text[start] === "-" ? isBlock(found) : !NOT_A_VALUE.test(found);
  });
  const blocks = [...text.matchAll(BLOCKS)]
    .filter(({ 0: found }) => isBlock(found))
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
  const tokens = findTokens(text);
  const valued = [
    ...groupsOf(text, KEYS).filter(isKey),
    ...groupsOf(text, BARE_KEYS).filter(isKey),
    ...groupsOf(text, OPTIONS).filter(
      (one) => isPassword(one) && !/^[\d.:]+(?:\/(?:tcp|udp))?[,;]?$/.test(one.text),
    ),
    ...groupsOf(text, PINS),
    ...groupsOf(text, PAIRS).filter(
      (one) =>
        isMixed(one) &&
        /\d/.test(one.text) &&
        !/@[\w-]+\.|^\d+(?:\.\d+)+/.test(one.text) &&
        (text[one.start - 1] !== "/" || isStrong(one) || /\p{Lu}.*\p{Ll}.*\d/u.test(one.text)),
    ),
    ...groupsOf(text, USERS),
    ...groupsOf(text, SHORT_OPTION).filter(isStrong),
    ...groupsOf(text, NETWORKS).filter(isMixed),
    ...groupsOf(text, CREDENTIALS).filter(isMixed),
    ...groupsOf(text, NAMED_AFTER).filter((one) => isMixed(one) && /\d/.test(one.text)),
    ...groupsOf(text, UNLINKED).filter(
      (one) => isStrong(one) && !WHOSE.test(text.slice(Math.max(0, one.start - 12), one.start)),
    ),
    ...groupsOf(text, LOGINS),
    ...groupsOf(text, ACCOUNTS).filter((one) => isMixed(one) || isStrong(one)),
    ...tokens,
    ...[...shaped, ...tokens].flatMap(({ end }) => nextKeys(text, end)),
    ...findNamedKeys(text),
    ...findWritten(text),
    ...findCodes(text),
  ];
  const passwords = [
    ...groupsOf(text, PASSWORDS).filter((one) => isPassword(one) && !isPlace(text, one)),
    ...groupsOf(text, LOOSE_PASSWORDS).filter((one) => isMixed(one) && !isPlace(text, one)),
    ...findSaidPasswords(text),
    ...findPlainPasswords(text),
    ...findTriedPasswords(text),
  ];
  const linked = passwords.flatMap((one) => findLinked(text, one));
  return [...shaped, ...blocks, ...valued, ...passwords, ...linked].flatMap((one) => {
    const { start, end } = tidySecret(text, one) ?? { start: 0, end: 0 };
    return end === 0 ? [] : [{ kind: "SECRET", start, end, identity: text.slice(start, end) }];
  });
}

interface Value {
  start: number;
  end: number;
  text: string;
  /** By an equals sign. */
  isAssigned: boolean;
}

function groupsOf(text: string, pattern: RegExp): Value[] {
  return [...text.matchAll(pattern)].flatMap(({ indices, 1: found = "" }) => {
    const [start] = indices?.[1] ?? [];
    if (start === undefined) return [];
    // The end of the sentence, or of what it stands in, is no part of it.
    const value = found
      .replace(/&[\w.-]{1,60}=.*$/u, "")
      .replace(/(?<=[\x21-\x7e].{0,40})[。、，；！？].*$/u, "")
      .replace(/[.:)\]}…]+$/u, "");
    if (value.length < 3) return [];
    const isAssigned = /=\s*["'`]?$/.test(text.slice(Math.max(0, start - 4), start));
    return { start, end: start + value.length, text: value, isAssigned };
  });
}

/** No mere mention of how one begins or ends: between the two is what nobody would write. */
function isBlock(found: string): boolean {
  const [, , body = "", ...rest] = found.split("-----");
  const pieces = body.split(/[\s\\]+/).filter(Boolean);
  const isEnded = rest.length > 1;
  return isEnded
    ? !pieces.every((piece) => /^\p{L}{1,14}[,.;:]?$/u.test(piece))
    : pieces.some((piece) => piece.length >= 20 && /\d/.test(piece));
}

/** After a sign any value; after a word or a colon, none that may be a word: "password: see the wiki". */
function isPassword({ text, isAssigned }: Value): boolean {
  if (NOT_A_VALUE.test(text)) return false;
  return (
    isAssigned || /\d/.test(text) || /[@#$%^*!?_+=~](?=.)/.test(text) || /\p{Ll}\p{Lu}/u.test(text)
  );
}

/** Of letters and of something that no word and no date has. */
function isMixed({ text }: Value): boolean {
  return (
    !NOT_A_VALUE.test(text) &&
    /\p{L}/u.test(text) &&
    (/[\d@#$%^*!?_=~](?=.)/.test(text) || /\d$/.test(text)) &&
    text.length >= 6
  );
}

/** Of letters, digits and signs that stand in no word, version or name. */
function isStrong(value: Value): boolean {
  const { text } = value;
  const hasSign = /[@#$%^&*!?_~](?=.)|!$/.test(text) && !/^\w+_\w+_/.test(text);
  return isMixed(value) && /\d/.test(text) && hasSign;
}

/** Long, and of more than letters. */
function isKey({ text, isAssigned }: Value): boolean {
  if (NOT_A_VALUE.test(text) || text.length < (isAssigned ? 6 : 8)) return false;
  const isNumber = /^[\d.]+$/.test(text);
  const isPath = /^(?:[\w-]+\/)+[\w.-]+$/.test(text) && text.length < 32;
  const isMade = /\d/.test(text) || /(?:\p{Ll}\p{Lu}.*){4}/u.test(text);
  return !isNumber && !isPath && isMade && /\p{L}/u.test(text);
}
