import { BIRTH } from "../../ids/find-birthdates.ts";
import { isMade } from "../randomness.ts";
import { isReadable } from "./find-said-passwords.ts";
import { isPhraseOfWords, mayBeChosen, saysNothing } from "./plain-words.ts";

interface Span {
  start: number;
  end: number;
}

/** What people call one. */
export const PASSWORD = String.raw`(?<![\p{L}\p{N}_])(?:(?:w-?lan|wi-?fi|wlan|netzwerk|admin|root|gast|guest|start|standard|master|login|zip|user)?[ -]?(?:pass ?(?:word|phrase|code|wort|satz)|kennwort)|(?:temporary )?access pass|zugangspass|(?:temp(?:or[aä]re?[rs]?)?|one[ -]time) pass|code ?word|losungswort|pass|p\/?w|pwd|psk|mot de passe|mdp|contrase(?:ñ|n|ny)a|clave|senha|palavra[ -]passe|parola(?: d.ordine)?|wachtwoord|hasło|lösenord(?:et)?|kodeord(?:et)?|adgangskode[nr]?|passord(?:et)?|salasana|heslo|jelszó|lozinka|geslo|şifre|пароль)(?!\p{L})`;
/** Of what it is: `for the demo`, `del portale`, `of the NAS`. */
const OF = String.raw`(?:\s(?!(?:and|or|but|when|if|und|et|y|e|o|ou)\s)[\p{L}\p{N}][\p{L}\p{N}.'’_-]{0,24}){0,7}?`;
const IS = String.raw`\s(?:is|was|ist|war|lautet|lautete|heißt|est|était|es|era|è|é|foi|was|luidt|(?<=hasło[^\n]{0,160}\s)to|jest|är|var|er|(?<=salasana[^\n]{0,160}\s)on|je|is set to|ist jetzt|это)`;
const STILL = String.raw`(?:\s(?:still|now|currently|just|again|simply|noch|jetzt|immer noch|aktuell|einfach|toujours|encore|maintenant|todavía|ahora|ainda|agora|ancora|ora|adesso|nog|nu|nog steeds)){0,2}(?:\s(?:the|der|die|das|le|la|el|il|o|a|de|het)\s(?:default|old|same|usual|factory|standard|alte|gleiche|übliche|vieille|antigua|vecchia|antiga|oude|standaard)(?:\s(?:one|password))?,)?`;
const END = String.raw`(?=["'”“’»\x60)]{0,2}(?:[.,;!?)]?(?:$|\n)|[.,;!?)](?:\s|["'”“»])|\s(?:and|but|for|on|as|please|until|at|in|und|aber|bis|für|auf|im|bitte|et|mais|pour|sur|jusqu\p{L}{1,3}|y|pero|para|hasta|en|e|ma|per|fino|mas|até|em|en|maar|voor|tot|–|—|-|\()(?:\s|$|\p{L}|\p{N})))`;
const QUOTE = String.raw`["'“„”«»\x60]{0,2}`;
const said = (value: string, end = END) =>
  new RegExp(`${PASSWORD}${OF}${IS}:?${STILL}\\s{1,3}${QUOTE}(${value})${end}`, "dgiu");

/** Each one's last words decide which texts it takes. */
const ALONE = said(String.raw`\p{L}{4,24}`);
const HYPHENED = said(String.raw`\p{L}{3,16}(?:-\p{L}{2,16}){1,7}`, String.raw`(?![\p{L}\p{N}_-])`);
const DOTTED = said(
  String.raw`\p{Ll}{3,16}(?:[._+]\p{Ll}{3,16}){2,7}`,
  String.raw`(?![\p{L}\p{N}_-])`,
);
const NUMBERED = said(String.raw`\p{L}{3,16}(?:\s\p{L}{3,16}){0,3}\s\d{1,6}[!?#]?`);
const QUOTED = new RegExp(
  `${PASSWORD}${OF}(?:${IS}|\\s?[:=]|\\s?,)?\\s{0,3}(?:"([^"\\n]{4,60})"|“([^”"\\n]{4,60})[”"]|„([^“”"\\n]{4,60})[“”"]|«\\s?([^»\\n]{4,60}?)\\s?»|\`([^\`\\n]{4,60})\`)`,
  "dgiu",
);
const COLON = new RegExp(`${PASSWORD}${OF}\\s?[:=]\\s{0,2}${QUOTE}(\\p{Ll}{4,24})${END}`, "dgiu");
/** `network HarbourGuests, password blue-kettle` */
const LISTED = new RegExp(
  `[,;]\\s(?:and\\s|und\\s|et\\s|y\\s|e\\s|en\\s)?${PASSWORD}\\s${QUOTE}(\\p{L}{4,24}(?:-\\p{L}{2,16}){0,6})${END}`,
  "dgiu",
);
/** `tried A and then B as the password` */
const TRIED =
  /(?<!\S)["'`“„«]?([^\s"'`“”„«»<>,;|]{5,40})["'`”“»]?\s(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub)\s(?:(?:then|dann|puis|luego|después|poi|depois|dan)\s)?["'`“„«]?([^\s"'`“”„«»<>,;|]{5,40})["'`”“»]?\s(?:as|als|comme|como|come|som)\s(?:(?:the|das|le|la|il|o|a|het)\s)?(?:password|passwort|kennwort|mot de passe|contraseña|clave|senha|wachtwoord|lösenord)(?!\p{L})/dgiu;
const ADMIN =
  /(?<![\p{L}\p{N}/])(?:admin(?:istrator)?|root|user|guest|gast|operator|service)\s[/|]\s["'`]?(\p{L}{3,16}(?:-\p{L}{2,16}){2,6})(?![\p{L}\p{N}/_-])/dgiu;
const FOLLOWING = new RegExp(
  `(?:pass[ -]?(?:phrase|word|satz|wort)|mot de passe|contraseña|phrase secrète|frase de paso|wachtwoord(?:zin)?|senha|kennwort|hasło)\\s(?:is\\s|ist\\s)?${QUOTE}(\\p{L}{3,16}(?:-\\p{L}{3,16}){2,7})(?![\\p{L}\\p{N}_-])`,
  "dgiu",
);
/** `network Guests, key three-cups-tea` */
const NETWORK_KEY = new RegExp(
  `(?<!\\p{L})(?:wi-?fi|w-?lan|ssid|hotspot|netz(?:werk)?|network|réseau|red|rete|rede|netwerk|sieć|сеть)(?!\\p{L})[^\\n]{0,60}?(?<!\\p{L})(?:key|schlüssel|clé|clave|llave|chiave|chave|sleutel|klucz|ключ)(?:\\s(?:is|ist|est|es|è|é|to)|\\s?:)?\\s${QUOTE}(\\p{L}{3,16}(?:[-._]\\p{L}{2,16}){1,7})(?![\\p{L}\\p{N}_-])`,
  "dgiu",
);
/** Of digits only, as they are printed on a device. */
const NETWORK_NUMBER =
  /(?<!\p{L})(?:wi-?fi|w-?lan|netz(?:werk)?|network|réseau|wpa2?)[ -]?(?:key|schlüssel|code)(?:\s\p{L}{1,14}){0,6}?\s?:?\s(\d{8,63})(?!\d)/dgiu;
const VOUCHER =
  /(?<!\p{L})(?:wi-?fi|w-?lan|hotspot|internet)(?!\p{L})[^\n]{0,60}?(?<!\p{L})(?:voucher|gutschein|coupon|bon|vale|buono)(?:[ -]?code)?(?:\s(?:is|ist|est|es|è|é))?\s?:?\s([A-Z\d]{3,6}(?:-[A-Z\d]{3,6}){1,4})(?![\w-])/dgiu;
/** It was once: `the password is no longer casa-22` */
const NO_LONGER = new RegExp(
  `${PASSWORD}[^\\n]{0,80}?\\s(?:(?:is|isn['’]t) (?:not|no longer)|isn['’]t|used to be|ist nicht(?: mehr)?|n['’]est plus|(?:ya )?no es|non è(?: più)?|(?:já )?não é|to nie|nie jest|is niet(?: meer)?|was|war|era|était)\\s${QUOTE}([^\\s"'“”„«»<>,;|]{5,40})`,
  "dgiu",
);
/** `the password is not admin any more but Bw-Tel.2025` */
const INSTEAD = new RegExp(
  `(?:${PASSWORD}|(?<!\\p{L})(?:pin|code|kode|código|codice|kod)(?!\\p{L}))[^\\n]{0,90}?\\s(?:not|no longer|isn['’]t|nicht|plus|pas|(?:ya )?no es|no|non è(?: più)?|não é|niet|nie|inte|ikke|не)\\s(?:(?:mehr|more|meer|longer|już|längre|lenger|længere|больше|más|más|mais|più)\\s)?${QUOTE}[^\\s"'“”„«»<>|]{2,40}["'“”»\\x60]{0,2}(?:\\s(?:any ?more|anymore|any longer|mehr|meer|więcej|längre|lenger|længere|больше)){0,1},?\\s(?:but|sondern|mais|sino|ma|bensì|mas(?: sim)?|maar|lecz|tylko|utan|men|а|it['’]?s)\\s(?:(?:now|rather|jetzt|nun|maintenant|ahora|ora|agora|nu|teraz|теперь|it['’]?s|it is|ist|es|è|é)\\s){0,2}${QUOTE}(?!\\d+\\s?(?:m?s|[km]?b|seconds?|minutes?|sekunden|minuten|times|users?)(?!\\p{L}))([^\\s"'“”„«»<>,;|]{4,60})`,
  "dgiu",
);
/** Made of somebody's birth date: `your birthday as ddmmyy, so 220784` */
const BORN_AS = new RegExp(
  `${PASSWORD}[^\\n]{0,60}?(?<!\\p{L})(?:${BIRTH})(?!\\p{L})[^\\n\\d]{0,70}?((?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\\d{2})|(?:(?:19|20)?\\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))(?!\\p{N})`,
  "dgiu",
);
/** Asked for and answered: `what's the wifi? Tom: Harbour-Staff, sea.wind.44`; no network takes less than eight. */
const WIFI_ANSWER = new RegExp(
  `(?<!\\p{L})(?:wi-?fi|w-?lan|ssid|hotspot)(?!\\p{L})[^\\n?]{0,60}[?？][^\\n]{0,80}?[\\s:]${QUOTE}(?=\\S{0,31}[\\p{Lu}_-])[\\p{L}\\p{N}][^\\s,;:/|?"']{2,31}${QUOTE}(?:[,;]|\\s?[/|→])\\s${QUOTE}([^\\s"'“”„«»<>,;|]{8,63})`,
  "dgiu",
);
/** `login is guest / hands-off` */
const SLASHED =
  /(?<!\p{L})(?:log-?in|creds|credentials|zugang|zugangsdaten|anmeldung|identifiants|connexion|acceso|credenciales|accesso|credenziali|acesso|inloggen|inloggegevens)(?:\s[\p{L}\p{N}'’.-]{1,20}){0,5}?(?:\s(?:is|are|ist|sind|est|sont|es|son|è|sono|é|são|zijn)|\s?:)\s["'`]?[\p{L}\p{N}._\\@-]{2,40}["'`]?\s[/|]\s["'`]?([^\s"'`<>,;|]{4,60})/dgiu;
/** From one to another: both. */
const CHANGED =
  /(?<!\p{L})(?:pass ?(?:word|wort|code|phrase)|kennwort|pw|pwd|pin|mot de passe|mdp|contraseña|clave|senha|palavra-passe|wachtwoord|hasło)(?!\p{L})[^\n]{0,90}?\s(?:(?:from|von|de la|de|da|van|z)\s["'`“„«]?([^\s"'`“”„«»<>,;]{4,40})["'`”“»]?\s(?:to|auf|zu|in|à|por|a|para|naar|na)\s["'`“„«]?([^\s"'`“”„«»<>,;]{4,40})|(?:to|auf|à|por|a|para|naar|na)\s["'`“„«]?([^\s"'`“”„«»<>,;]{4,40})["'`”“»]?\s(?:from|von|instead of|statt|anstatt|au lieu de|en vez de|invece di|em vez de|in plaats van)\s["'`“„«]?([^\s"'`“”„«»<>,;]{4,40}))/dgiu;
/** Told of later in the line, or by whom. */
const LATER = new RegExp(
  `(?:_pass(?:word|wd)?(?!\\p{L})|${PASSWORD})[^\\n]{0,110}?[\\s,;:(](?:it['’]?s|it is|it was|that['’]s|namely|said|try|use|prints?|returns|reads|outputs|nämlich|es ist|es lautet|probier(?:e|t)?|versuch(?:e|t)?|c['’]est|c['’]était|essaie|essayez|prueba|usa|prova|tente|het is|probeer)(?: with| mit| avec| con| com| met)?\\s${QUOTE}([^\\s"'“”„«»<>|]{5,80})`,
  "dgiu",
);
/** Whoever signs in does so with one. */
const SIGNED_IN =
  /(?<!\p{L})(?:log(?:ged|ging|s)? ?[io]n|login|sign(?:ed|ing)? ?in|connect(?:ed|ing)?|authenticat\p{L}{1,4}|auth|ssh|anmeld\p{L}{1,3}|angemeldet|einlogg\p{L}{1,3}|eingeloggt|connecté\p{L}{0,2}|connecte[rz]?|identifié\p{L}{0,2}|conectado|conecté|entré|entrar|inici\p{L}{1,4} sesión|accedut?o|accesso|entrato|connesso|entrei|ingelogd|inloggen|zalogow\p{L}{2,5}|(?:as|als|comme|como|come)(?=\s[\w.@\\-]{2,40}\s(?:with|mit|avec|con|com|met)\s))(?:\s[\p{L}\p{N}'’._@\\-]{1,40}){0,5}?\s(?:with|using|mit|und|avec|con|usando|com|met|z)\s["'`“„«]?([^\s"'`“”„«»<>,;|]{6,60})/dgiu;
const READABLE =
  /^(?:https?:.*|[\w.+-]+@[\w-]+\.[\w.-]+|v?\d+(?:[.:,/-]\d+)*\w{0,3}|.*\.(?:zip|docx?|xlsx?|pdf|pptx?|csv|txt|pem|key|json|ya?ml|exe|msi|com|net|org|io|example|local|internal)|[A-Z]{2,10}-\d+|[A-Z\d]+|(?:[a-z\d_]+[./\\])+[a-z\d_]+|--?\w.*|\p{L}+[?!]+|\p{L}+['’]\p{L}+|\[.*|\$.*|\{.*|<.*|@.*|#.*|.*\(.*)$/u;

/** Passwords of words as people choose them, and second ones beside the first. */
export function findPlainPasswords(text: string): Span[] {
  const told = [
    ...valuesOf(text, ALONE).filter((one) => mayBeChosen(one.text)),
    ...valuesOf(text, COLON).filter((one) => mayBeChosen(one.text) && /^\p{Ll}+$/u.test(one.text)),
    ...valuesOf(text, HYPHENED).filter((one) => isChosenPhrase(one.text)),
    ...valuesOf(text, DOTTED).filter((one) => one.text.split(/[._+]/).every(saysNothing)),
    ...valuesOf(text, NUMBERED).filter((one) =>
      one.text.split(" ").every((word) => /\d/.test(word) || mayBeChosen(word)),
    ),
    ...valuesOf(text, QUOTED).filter((one) => isQuotedPhrase(one.text)),
    ...valuesOf(text, FOLLOWING).filter((one) => isPhraseOfWords(one.text, 3)),
    ...valuesOf(text, NETWORK_KEY).filter((one) => one.text.split(/[._-]/).every(saysNothing)),
    ...valuesOf(text, NETWORK_NUMBER),
    ...valuesOf(text, VOUCHER).filter((one) => /\d/.test(one.text)),
    ...valuesOf(text, NO_LONGER).filter(
      (one) => isMixed(one.text) || /^\p{L}{3,}(?:-\p{L}{3,}){1,4}-\d{1,4}$/u.test(one.text),
    ),
    ...valuesOf(text, INSTEAD).filter((one) => isChosen(one.text) && /\d|-/.test(one.text)),
    ...valuesOf(text, BORN_AS),
    ...valuesOf(text, WIFI_ANSWER).filter((one) => isNetworkKey(one.text)),
    ...valuesOf(text, SLASHED).filter((one) => mayBeChosen(one.text)),
    ...valuesOf(text, ADMIN),
    ...valuesOf(text, LISTED).filter((one) =>
      one.text.includes("-") ? isChosenPhrase(one.text) : mayBeChosen(one.text),
    ),
    ...valuesOf(text, TRIED).filter((one) => isMixed(one.text)),
    ...valuesOf(text, CHANGED).filter((one) => isChosen(one.text)),
  ];
  const later = valuesOf(text, LATER).filter((one) => isMixed(one.text) || isMade(one.text));
  const signedIn = valuesOf(text, SIGNED_IN).filter((one) => isMixed(one.text));
  return [...told, ...later, ...signedIn];
}

/** Something holds the two together. */
const LINKED = /[\p{L},]/u;
const LINKS =
  /^["'”“’»`)]{0,2},?\s(?:(?:and|or|but|then|und|oder|aber|dann|et|ou|puis|mais|y|o|e|u|luego|pero|poi|ma|depois|mas|en|of|dan|maar|i|lub|ni|nor|né|ani|noch)\s)?(?:(?:then|now|dann|jetzt|nun|puis|maintenant|luego|ahora|después|poi|ora|adesso|depois|agora|dan|nu|later|also|even|finally|before that|previously|vorher|avant)\s)?(?:(?:the new(?: one)?|der neue|das neue|le nouveau|la nouvelle|la nueva|el nuevo|il nuovo|la nuova|a nova|o novo|het nieuwe|de nieuwe)\s)?(?:(?:it['’]?s|it is|is|ist|est|es|è|é|with|mit|avec|con|com|met)\s)?["'“„«`(]{0,2}(?<value>[^\s"'`“”„«»<>,;|()]{4,40})/iu;
const MOST_LINKED = 4;

/** What is told in one breath with a password: `Winter1 and then Winter2`, `was A, now B`. */
export function findLinked(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  let last = { start, end };
  for (let links = 0; links < MOST_LINKED; links += 1) {
    const rest = text.slice(last.end, last.end + 100);
    const match = LINKS.exec(rest);
    const value = trim(match?.groups?.value ?? "");
    if (match === null || !LINKED.test(match[0].slice(0, -value.length || undefined))) return found;
    if (!isLike(text.slice(last.start, last.end), value)) return found;
    const from = last.end + match[0].lastIndexOf(value);
    last = { start: from, end: from + value.length };
    found.push(last);
  }
  return found;
}

/** Like the first: its beginning, or made in the same way. */
function isLike(first: string, value: string): boolean {
  if (value.length < 4 || /[[\]]/.test(value) || /=/.test(value) || READABLE.test(value))
    return false;
  const isSame =
    first.length >= 5 && value.slice(0, 4).toLowerCase() === first.slice(0, 4).toLowerCase();
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(value))
    return false;
  return isSame || (/\d|\p{L}[-_]\p{L}/u.test(first) && isMixed(value));
}

function isChosenPhrase(text: string): boolean {
  return isPhraseOfWords(text, 2) && text.split("-").every(saysNothing);
}

const PLACE =
  /^(?:channel|room|floor|building|level|desk|office|zone|port|vlan|ap|kanal|raum|zimmer|etage|gebäude|büro|canal|salle|étage|bureau|sala|planta|piso|piano|oficina|ufficio|kamer|verdieping)[-_ ]?\p{L}?\d+$/iu;

/** A word and a number however joined, or a phrase of words; no time, no address. */
function isNetworkKey(text: string): boolean {
  if (PLACE.test(text)) return false;
  const isOfBoth = /\p{L}{2}/u.test(text) && /\d/.test(text) && !/^\d{1,4}[.:/-]\d/.test(text);
  return (isOfBoth && !isReadable(text)) || isChosenPhrase(text);
}

/** In quotes several words, or one that says nothing of it. */
function isQuotedPhrase(text: string): boolean {
  const words = text.split(/[\s-]+/);
  if (words.length > 7 || /[:<>{}=\\]|\$\{/.test(text)) return false;
  const isOfWords = words.every((word) => /^[\p{L}\p{N}'’]{1,16}[!?.]?$/u.test(word));
  const isPlain = words.some((word) => mayBeChosen(word));
  return (
    isOfWords && isPlain && (words.length > 1 ? words.every(mayBeChosen) : /^\p{Ll}/u.test(text))
  );
}

function isChosen(text: string): boolean {
  if (/^\d{4,8}$/.test(text)) return !/^(?:19|20)\d\d$/.test(text);
  return !READABLE.test(text) && mayBeChosen(text) && (isMixed(text) || /^[\p{Ll}-]+$/u.test(text));
}

/** As no word is: with a digit or a sign in it, or capitals in the middle. */
export function isMixed(text: string): boolean {
  if (!/\p{L}/u.test(text) || READABLE.test(text) || isReadable(text)) return false;
  const isJoined = /^\p{L}+\d{0,2}(?:[-/&]\p{L}+\d{0,2})+$/u.test(text);
  if (isJoined) return /^\p{Lu}\p{Ll}+(?:[-&]\p{Lu}\p{Ll}+)*-?&?.*\d$|&/u.test(text);
  return /\d/.test(text)
    ? text.length >= 5 && /\p{L}{3}/u.test(text)
    : /[@#$%^&*!?+=~](?=\p{L})/u.test(text);
}

function trim(text: string): string {
  return text.replace(/[.,;:!?)\]…]+$/u, (end) => (/^[!?]/.test(end) ? (end[0] ?? "") : ""));
}

function valuesOf(text: string, pattern: RegExp): (Span & { text: string })[] {
  return [...text.matchAll(pattern)].flatMap(({ indices }) =>
    (indices ?? []).slice(1).flatMap((found) => {
      if (found === undefined) return [];
      const value = text.slice(found[0], found[1]).replace(/[.,;:)\]…]+$/u, "");
      return value.length < 4 || /[[\]]/.test(value)
        ? []
        : [{ start: found[0], end: found[0] + value.length, text: value }];
    }),
  );
}
