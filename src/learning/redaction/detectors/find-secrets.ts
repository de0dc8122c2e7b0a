import { findShapes } from "../../../text/secrets/secret-shapes.ts";
import type { Finding } from "../finding.ts";

const WORD = `pass(?:word|wort|wd|phrase|code)s?|(?<![a-z])pass|pwd|kennwort|mot de passe|contrase[nñ]a|senha|wachtwoord|has[lł]o|пароль|パスワード|密码|密碼|비밀번호|كلمة (?:المرور|السر)`;
const KEY = `api[ _-]?(?:key|token|secret|schlüssel)|(?:secret|access|private|account|shared|signing|encryption|auth|subscription|license)[ _-]?(?:access[ _-]?)?key|client[ _-]?secret|(?:access|auth|refresh|bearer|bot|session|id)[ _-]?token|token|secret|credentials?`;
const QUOTE = `["'\x60“”„«»*]{0,3}`;
/** Sets one: `password=`, `"api_key": "`, `Passwort lautet`. */
const SETS = String.raw`${QUOTE}(?:\s{0,3}(?:[:=]{1,2}|=>|:=|：|＝)|\s{1,3}(?:is|ist|lautet|lautete|was|war|es|est|é|to|auf|set to)(?=\s)(?:\s{0,3}:)?|(?:は|是|为))\s{0,3}${QUOTE}`;
const VALUE = String.raw`[^\s"'\x60“”„«»<>,;|]{4,300}`;
const PASSWORDS = new RegExp(`(?:${WORD})${SETS}(${VALUE})`, "diug");
const KEYS = new RegExp(`(?:${KEY})${SETS}(${VALUE})`, "diug");
/** With words of what it is for, or none at all, between them. */
const LOOSE_PASSWORDS = new RegExp(
  `(?:${WORD})(?:(?:\\s[\\p{L}-]{1,20}){1,4}\\s?(?:[:=]|\\s(?:is|ist|lautet|est|es|é|are))\\s?|\\s)${QUOTE}(${VALUE})`,
  "diug",
);
/** With no word of its own between: `secret key wJalrXUtn…`, `PIN 4711` is no secret of a machine. */
const BARE_KEYS = new RegExp(`(?:${KEY})\\s{1,3}${QUOTE}([\\w+/=.~-]{16,300})`, "diug");
const OPTIONS =
  /(?<![^\s"'])--?(?:p|pass(?:word|wd)?|pwd|token|secret|api-?key)[ =]["']?([^\s"'<>$[{]{5,300})/dgiu;
const PINS =
  /(?<![\p{L}\p{N}])(?:pin|tan|otp|cvv|cvc|2fa[ -]code)(?:[ -]?(?:code|nummer|number))?(?:\s{0,3}[:=]\s{0,3}|\s{1,3}(?:(?:is|ist|lautet|es|est)\s{1,3})?)(\d{3,8})(?!\p{N})/dgiu;
const LOGINS =
  /(?<![\p{L}\p{N}+.-])[a-z][a-z\d+.-]{1,20}:\/\/([^\s/@:]{0,100}:[^\s/"'<>]{1,200})@/dgiu;
const BLOCKS = /-----BEGIN [A-Z\d ]{1,40}-----[^-]{0,20000}(?:-----END [A-Z\d ]{1,40}-----)?/g;
/** Stands for a value, or says something of it. */
const NOT_A_VALUE =
  /^(?:[[({<$%*.…_~-]|x{3,}|null\b|none\b|true\b|false\b|undefined|required|optional|string\b|your[-_ ]|changeme$|example$|redacted|expired|process\.env|os\.|env\.)/i;

export function findSecrets(text: string): Finding[] {
  const shaped = findShapes(text).filter(
    ({ start, end }) => text[start] === "-" || !NOT_A_VALUE.test(text.slice(start, end)),
  );
  const blocks = [...text.matchAll(BLOCKS)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const valued = [
    ...groupsOf(text, PASSWORDS).filter(isPassword),
    ...groupsOf(text, LOOSE_PASSWORDS).filter(isMixed),
    ...groupsOf(text, KEYS).filter(isKey),
    ...groupsOf(text, BARE_KEYS).filter(isKey),
    ...groupsOf(text, OPTIONS).filter(isPassword),
    ...groupsOf(text, PINS),
    ...groupsOf(text, LOGINS),
  ];
  return [...shaped, ...blocks, ...valued].map(({ start, end }) => ({
    kind: "SECRET",
    start,
    end,
    identity: text.slice(start, end),
  }));
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
    const value = found.replace(/&[\w.-]{1,60}=.*$/u, "").replace(/[.:)\]}…]+$/u, "");
    if (value.length < 3) return [];
    const isAssigned = /=\s*["'`]?$/.test(text.slice(Math.max(0, start - 4), start));
    return { start, end: start + value.length, text: value, isAssigned };
  });
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
    (/[\d@#$%^*!?_+=~](?=.)/.test(text) || /\d$/.test(text)) &&
    text.length >= 6
  );
}

/** Long, and of more than letters. */
function isKey({ text, isAssigned }: Value): boolean {
  if (NOT_A_VALUE.test(text) || text.length < (isAssigned ? 6 : 8)) return false;
  const isNumber = /^[\d.]+$/.test(text);
  const isPath = /^(?:[\w-]+\/)+[\w.-]+$/.test(text) && text.length < 32;
  return !isNumber && !isPath && /\d/.test(text) && /\p{L}/u.test(text);
}
