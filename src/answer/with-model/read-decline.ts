import { splitSentences } from "../../text/split-sentences.ts";
import { words } from "../../text/tokenize.ts";

const NOT_FOUND =
  /^[\s"'“”„«*`_#>[(]*(?:answer:\s*)?not[_ -]?found[\s"'“”»*`_\])]*(?:$|[.!:;,–-])/i;

/** Folded words, as `words` cuts them: “don't” is “don” and “t”, « n'est » is « n » and « est ». */
const NEGATIONS = wordSet(`not t cannot no none neither nothing never unable fail fails lack lacks
  insufficient kein keine keinen keiner keinem keines keinerlei nicht nichts ne n pas aucun aucune rien
  ningun ninguna ninguno nada`);
const SOURCES =
  wordSet(`passage passages excerpt excerpts extract extracts snippet snippets document
  documents documentation context source sources text texts material materials page pages article
  articles handbook passagen dokument dokumente dokumenten textstelle textstellen auszug auszuge
  auszugen quelle quellen unterlagen texte texten abschnitt abschnitte abschnitten kontext handbuch
  extrait extraits textes contexte manuel pasaje pasajes documento documentos fragmento fragmentos
  extracto extractos fuente fuentes texto textos contexto manual`);
const PERSONS = wordSet(`i ich mir je j yo puedo encuentro tengo dispongo conozco encontre he`);
/** What a source says or somebody finds out; German puts it before its negation. */
const SAYS =
  /^(?:mention|specif|state[sd]?$|says?$|said$|indicat|discuss|know|knew|find|found|determin|answer|locate|tell|mencion|especific|indica|aparece|encuentr|encontr|sais$|trouv|repon|precis|mentionn|responder|conozco|saber)/;
const SAYS_GERMAN =
  /^(?:enthalt|erwahn|nenn|genannt|steh|sag|beantwort|find|geb|gibt$|weiss$|weiß$|liefer|beinhalt|lass|mach)/;
const HOLDS =
  /^(?:contain|includ|provid|address|cover|giv|describ|list|have$|has$|hold|offer|explain|refer|show|clarif|disclos|defin|detail|sure$|possible$|contien|fourni|donn|dispos|tengo$|puedo$|figur|est[ae]n?$|available$)/;
const LORE =
  /^(?:information(?:en)?|info|mention|details?|answers?|indications?|angaben?|auskunft|hinweise?|antwort|reponse|precisions?|renseignements?|informacion|mencion|respuesta|detalles|datos)$/;
/** Words of rules and conditions: what stands beside them is an answer. */
const RULES =
  wordSet(`must should shall may if unless muss mussen soll sollen darf durfen wenn falls dass
  daß doit doivent debe deben pueden puede si`);
const POINTERS = wordSet("this that it they das dies es cela ceci il esto eso");
const SHRUG =
  /^(?:lo siento )?(?:unknown|n a|no idea|unbekannt|keine ahnung|inconnue?|desconocid[oa]|no (?:lo )?se)$/;
const SURE = /^(?:sure|sais|weiss|weiß)$/;
const GERMAN_NO = /^(?:nichts?|kein)/;
const SORRY =
  /^(?:i am |i m |es tut mir |tut mir |je suis )?(?:very |so )?(?:sorry|afraid|unfortunately|apologies|leid|leider|desolee?|malheureusement|lo siento|lamentablemente)$/;

/** Where a sentence goes on to something else: "…, so the general limit applies". */
const CLAUSE =
  /[,;:–—]\s*(?:(?:but|so|however|therefore|thus|hence|which means|instead|only|except|although|though|yet|and|aber|jedoch|daher|deshalb|also|sondern|somit|und|mais|donc|cependant|et|pero|así que|por lo que|por lo tanto|sino|sin embargo|y)(?=[\s,])|(?=(?:i|ich|je)\s))/iu;
/** Sentences that only go along with a refusal. */
const COURTESY =
  /^(?:please|you (?:may|might|can|could|should)|if you|let me know|for (?:more|further)|i (?:suggest|recommend|would)|try|feel free|could you|can you|would you|ask|contact|bitte|wenn (?:sie|du)|wenden|veuillez|n hesitez|si vous|por favor|si (?:tiene|necesita|quiere)|le recomiendo|consulte)\b/;
const MAX_CHARACTERS = 2000;
const MAX_SENTENCES = 6;
/** How many words may stand between a negation and what it negates: "none of the passages you gave me mentions". */
const REACH = 6;
const NEAR = 4;

/**
 * Whether a text that cites nothing only says that the passages hold no answer: NOT_FOUND, or a
 * refusal in English, German, French or Spanish. A text that says something besides is none.
 */
export function isDecline(text: string): boolean {
  if (NOT_FOUND.test(text)) return true;
  if (text.length > MAX_CHARACTERS) return false;
  const sentences = splitSentences(text.replace(/[*_`>#]+/g, " "))
    .map((sentence) => sentence.text)
    .filter((sentence) => !SORRY.test(words(sentence).join(" ")));
  if (sentences.length > MAX_SENTENCES) return false;
  const others = sentences.filter((sentence) => !refuses(sentence));
  return (
    others.length < sentences.length &&
    others.every((sentence) => COURTESY.test(words(sentence).join(" ")))
  );
}

/** The last clause refuses; those before it may tell what the sources are about instead. */
function refuses(sentence: string): boolean {
  if (NOT_FOUND.test(sentence)) return true;
  const clauses = sentence.split(CLAUSE).map((clause) => words(clause));
  const last = clauses.pop() ?? [];
  return isRefusal(last) && clauses.every((clause) => isAside(clause));
}

function isAside(clause: string[]): boolean {
  return (
    SORRY.test(clause.join(" ")) || clause.some((word) => SOURCES.has(word)) || isRefusal(clause)
  );
}

function isRefusal(clause: string[]): boolean {
  if (SHRUG.test(clause.join(" "))) return true;
  if (clause.some((word) => RULES.has(word))) return false;
  const no = clause.findIndex((word) => NEGATIONS.has(word));
  if (no < 0) return false;
  const before = clause.slice(0, no);
  const after = clause.slice(no + 1, no + 1 + REACH);
  if (after.slice(0, NEAR).some((word) => LORE.test(word))) return true;
  const says = after.some((word) => SAYS.test(word)) && !before.some((word) => SAYS.test(word));
  if (clause.some((word) => SOURCES.has(word))) {
    const told = [...after, ...clause.filter((word) => LORE.test(word))];
    return says || told.some((word) => HOLDS.test(word) || LORE.test(word)) || saysGerman(clause);
  }
  if (clause.some((word) => PERSONS.has(word))) {
    return says || after.some((word) => SURE.test(word)) || saysGerman(clause);
  }
  return says && (POINTERS.has(clause[0] ?? "") || SAYS.test(clause.at(-1) ?? ""));
}

function saysGerman(clause: string[]): boolean {
  return (
    clause.some((word) => GERMAN_NO.test(word)) && clause.some((word) => SAYS_GERMAN.test(word))
  );
}

function wordSet(list: string): Set<string> {
  return new Set(words(list));
}
