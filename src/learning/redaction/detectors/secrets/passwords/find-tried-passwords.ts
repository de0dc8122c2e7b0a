import { isMixed, PASSWORD } from "./find-plain-passwords.ts";
import { isReadable } from "./find-said-passwords.ts";

interface Span {
  start: number;
  end: number;
}

/** Speaks of signing in, or of what is needed for it. */
const TOPIC = new RegExp(
  `${PASSWORD}|(?<!\\p{L})(?:credential\\p{L}*|log(?:ged|ging)?[ -]?[io]n|sign(?:s|ed|ing)?[ -]?(?:\\p{L}{2,4} )?in|logs? (?:me|you|us|him|her) [io]n|user(?:name)?|benutzer\\p{L}*|utilisateur|usuario|utente|gebruiker|s?ftp|smtp|ssh|rdp|locked|unlock\\p{L}*|reset|vpn|wi-?fi|wlan|e-?mail ?box|anmeld\\p{L}*|einlogg\\p{L}*|ein(?:ge)?loggt|gesperrt|ausgesperrt|entsperr\\p{L}*|zugang\\p{L}*|connecter|connexion|bloqué\\p{L}{0,2}|identifiants?|sesión|bloquead[oa]|acceder|entrar|accesso|accedere|bloccat[oa]|sessão|aceder|inlog\\p{L}*|geblokkeerd|logow\\p{L}*|zalog\\p{L}*|zablokow\\p{L}*|logga|inloggning|låst|logge|pålogging|kirjau\\p{L}*|přihlá\\p{L}*|belép\\p{L}*|autentific\\p{L}*|giriş|oturum|вход\\p{L}*|войти|залогин\\p{L}*|заблокир\\p{L}*|доступ\\p{L}*)(?!\\p{L})|ログイン|サインイン|登录|登入|로그인`,
  "iu",
);
const [SAID_BEFORE, SAID_BEHIND] = [200, 80];
const [SHORTEST, LONGEST] = [6, 40];
const TOKENS = /[^\s"'`“”„«»<>,;|()[\]{}]+/gu;
/** Letters, digits and a sign that stands in no word: `Sm0rgasbord!22`, `Autumn2024*`. */
const STRONG =
  /^(?=.*\p{L}.*\p{L}.*\p{L})(?=.*\d)(?:.*[!*$^&@#%+=~?§€].*[\p{L}\d]|.*[*$#%^§€~+=]|.*!!)$/u;
/** What is written so elsewhere: settings, versions behind a sign, shares, percentages, places in a page. */
const OTHER =
  /^[\p{L}_-]+[#@=:+]+\d[\d.]*$|^[\w.-]+=|^[\w./+-]+@[\w-]+[.:\w-]*$|:\/\/|[/\\].*[/\\]|\?\w+=|&\w+=|^[A-Z]+-?\d+[!?+*]*$|^\d+[%€$]|%[\dA-F]{2}|^[\p{L}]+\d{0,3}[!?*+]+$|^\$|^[#@-]|\(\)|=>|->|\.\w{2,4}[!?]$/u;
/** So mixed that nothing needs to be said. */
const PLAIN_TO_SEE =
  /^(?=.*\p{Lu})(?=.*\p{Ll})(?=.*\d)(?=.{10})\p{L}[\p{L}\d]{2,}[!$^*][\p{L}\d]{3,}$/u;
/** A cell of another sheet. */
const CELL = /![A-Z]{1,3}\d+$/;
/** In brackets behind a word for one: `my old password (fussball1998)`. */
const BRACKETED = new RegExp(
  `${PASSWORD}[^\\n()]{0,60}?\\(["'“„«\`]?([^\\s()"'“”„«»\`]{6,40})["'”“»\`]?\\)`,
  "dgiu",
);
/** Was put in, with no word for what: told by being no word. */
const TRIED =
  /(?<!\p{L})(?:tried|try(?:ing)?|typed|entered|typing|versucht?e?|probiert?e?|eingegeben|getippt|benutze|nehme|essayé|tapé|saisi|utilisé|mets|probé|intenté|puse|escribí|he puesto|anterior|previous(?: one)?|old one|(?:der|die|das) alte|vorherige[sr]?|l[’']ancien(?:ne)?|(?:la|il) vecchi[ao]|(?:de|het) oude|poprzedni[ea]|stare|provato|inserito|digitato|messo|tentei|usei|coloquei|digitei|geprobeerd|ingevuld|ingetypt|próbował\p{L}{1,2}|wpisał\p{L}{1,2}|wpisuję|provade|skrev|prøvde|prøvede|tastet|kokeilin|zkoušel|zadal|denedim|girdim|пробовал\p{L}?|вводил\p{L}?|ввожу|ввёл)(?!\p{L})/giu;
const REACH = 60;

/** Passwords that nothing names: what looks like one where the text speaks of signing in. */
export function findTriedPasswords(text: string): Span[] {
  const strong = [...text.matchAll(TOKENS)]
    .map(({ index, 0: token }) => spanOf(token, index))
    .filter((one) => {
      const value = text.slice(one.start, one.end);
      const isPlain = PLAIN_TO_SEE.test(value) && !CELL.test(value);
      return isStrong(value) && (isPlain || isOnTopic(text, one));
    });
  const bracketed = [...text.matchAll(BRACKETED)].flatMap(({ indices, 1: value = "" }) =>
    isMixed(value) && !OTHER.test(value) ? [spanOf(value, indices?.[1]?.[0] ?? 0)] : [],
  );
  const tried = [...text.matchAll(TRIED)].flatMap(({ index, 0: word }) => {
    const from = index + word.length;
    const clause = text.slice(from, from + REACH).split(/[.!?]\s|\n/)[0] ?? "";
    return [...clause.matchAll(TOKENS)]
      .map(({ index: at, 0: token }) => spanOf(token, from + at))
      .filter((one) => isChosen(text.slice(one.start, one.end)) && isOnTopic(text, one));
  });
  return [...strong, ...bracketed, ...tried];
}

/** Without what ends the sentence. */
function spanOf(token: string, start: number): Span {
  return { start, end: start + token.replace(/[.:?…]+$/u, "").length };
}

function isOfLength({ length }: string): boolean {
  return length >= SHORTEST && length <= LONGEST;
}

function isStrong(value: string): boolean {
  return isOfLength(value) && STRONG.test(value) && !OTHER.test(value) && !isReadable(value);
}

/** A word and a number, or letters of both cases among digits. */
function isChosen(value: string): boolean {
  return (
    isOfLength(value) &&
    isMixed(value) &&
    !OTHER.test(value) &&
    /\p{Ll}/u.test(value) &&
    /^\p{L}{4,}[!._-]?\d{2,6}[!?*#]*$|\p{Lu}.*\p{Ll}.*\d|\d.*\p{Lu}.*\p{Ll}/u.test(value) &&
    value.length >= SHORTEST + 2
  );
}

function isOnTopic(text: string, { start, end }: Span): boolean {
  return (
    TOPIC.test(text.slice(Math.max(0, start - SAID_BEFORE), start)) ||
    TOPIC.test(text.slice(end, end + SAID_BEHIND))
  );
}
