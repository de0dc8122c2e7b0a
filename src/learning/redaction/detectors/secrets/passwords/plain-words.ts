import { LATIN_LANGUAGES, stopWords } from "../../../../../text/stop-words.ts";

/** What is said of a password instead of telling it, in the languages that are written most. */
const STATES = new Set(
  `required needed optional mandatory missing wrong correct incorrect right invalid valid unknown known unset empty blank
  expired expiring stored saved kept locked unlocked different identical same unique strong weak safe secure insecure secret private
  public confidential sensitive hidden visible masked encrypted hashed plain plaintext cleartext short long easy hard simple complex
  stale fresh default changed unchanged rotated reset revoked leaked exposed compromised shared sent mailed written attached inside
  below above there here everywhere elsewhere somewhere nowhere always never still again already only available unavailable accepted
  rejected refused denied allowed forbidden enabled disabled active inactive broken fine okay good great useless mixed another
  something anything nothing everything someone anyone everyone null none undefined false true text string number required
  temporary permanent personal individual generated random outdated obsolete deprecated important necessary impossible possible
  case minimum maximum between around longer shorter older newer least most about enough managed handled subject being going
  working failing supposed meant using asking based part case policy policies keycloak bitwarden vault keepass lastpass
  falsch richtig korrekt falsche gleich dasselbe anders neu alt leer pflicht pflichtfeld geheim sicher unsicher bekannt unbekannt
  weg fort hier dort immer noch nicht niemals gültig ungültig schwach stark nötig notwendig erforderlich optional zufällig
  kaputt siehe fehlt unten oben beim
  faux bon bonne mauvais correct invalide valide vide obligatoire requis secret nouveau nouvelle ancien différent identique ici
  faible fort perdu inconnu nécessaire toujours jamais confidentiel voir
  incorrecta incorrecto correcta correcto válida válido inválida vacía vacío obligatoria obligatorio necesaria secreta secreto nueva
  nuevo vieja distinta igual débil fuerte segura siempre nunca aquí véase confidencial
  errata errato corretta corretto giusta sbagliata valida vuota obbligatoria segreta segreto nuova vecchia diversa uguale debole
  sempre qui scaduta necessaria vedi
  errada incorreta correta certa inválida vazia obrigatória secreta nova velha diferente fraca forte sempre aqui necessária
  verkeerd juist onjuist geldig ongeldig leeg verplicht geheim nieuw oud anders gelijk zwak sterk altijd hier nodig verlopen
  zie nieprawidłowe nieprawidłowy niepoprawne błędne błędny wymagane wymagany puste ważne nieważne wygasło
  felaktigt ogiltigt tomt obligatoriskt forkert ugyldigt feil ugyldig väärä virheellinen nesprávné špatné hibás yanlış geçersiz
  неверный неправильный верный неверен просрочен устарел обязателен
  prompt manager hash policy field protection protected change recovery rules reset dialog dialogue box screen page option name prüfen`
    .split(/\s+/)
    .map((word) => word.normalize("NFC")),
);
/** Participles and adverbs: what was done with it, and how. */
const DONE =
  /(?:ed|ing|ly|able|ible|ado|ada|ido|ida|ato|ata|uto|uta|ito|ita|able|é|ée|és|iert|lich|bar|wany|wane|ana|any|ane)$|^(?:ge|ab|ver|zurück|aus|an|ein|be|her|unter|über|um)\p{L}{3,}(?:t|en)$/u;
const KINDS_OF =
  /-(?:sensitive|based|protected|only|generated|specific|encrypted|time|less|free|dependent|managed|length|long|word|date|side|wide|year|day|digit|character|related|off|in|up)$/;

let common: Set<string> | undefined;

/** Whether a plain word may be somebody's password: it tells nothing of one. */
export function mayBeChosen(word: string): boolean {
  return saysNothing(word) && !DONE.test(word.toLowerCase());
}

/** No word that holds a sentence together, nor one for what became of a password. */
export function saysNothing(word: string): boolean {
  common ??= new Set(LATIN_LANGUAGES.flatMap((language) => [...stopWords(language)]));
  const small = word.toLowerCase().normalize("NFC");
  const folded = small.normalize("NFD").replaceAll(/[\u0300-\u036f]/g, "");
  return (
    !STATES.has(small) && !common.has(small) && !common.has(folded) && !/(?:ed|ing)$/.test(small)
  );
}

/** Words with hyphens between them, of which none holds a sentence together. */
export function isPhraseOfWords(text: string, least: number): boolean {
  const words = text.split("-");
  return words.length >= least && !KINDS_OF.test(text) && words.every((word) => word.length >= 3);
}
