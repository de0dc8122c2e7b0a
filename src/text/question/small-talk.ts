import { fold, words } from "../tokenize.ts";

/** What people say to be kind, in the languages of most documents; each a part of a message. */
const GREETINGS = `hi|hello|hey|hiya|yo|hi there|hello there|hey there|good morning|good afternoon
  good evening|morning|hallo|guten morgen|guten tag|guten abend|moin|servus|bonjour|bonsoir|salut|coucou
  hola|buenos dias|buenas tardes|buenas noches|buenas|oi|ola|bom dia|boa tarde|boa noite
  ciao|salve|buongiorno|buonasera|buon giorno`;
const THANKS = `thanks|thank you|thanks a lot|thank you very much|thank you so much|many thanks|thx|ty
  thanks again|cheers|danke|vielen dank|danke schon|danke sehr|danke dir|merci|merci beaucoup|merci bien
  gracias|muchas gracias|mil gracias|obrigado|obrigada|muito obrigado|muito obrigada|valeu|grazie
  grazie mille|mille grazie|tante grazie`;
const NODS = `ok|okay|k|got it|i see|alright|all right|cool|great|nice|perfect|awesome|never mind
  nevermind|bye|goodbye|that helps|that helps a lot|that helped|very helpful|stop|cancel|forget it
  alles klar|super|tschuss|das hilft|vergiss es|abbrechen|d accord|parfait|au revoir|arrete|laisse tomber
  vale|de acuerdo|perfecto|adios|para|dejalo|beleza|perfeito|tchau|pare|deixa|va bene|perfetto|arrivederci
  ferma|lascia stare`;
/** Questions that ask the bot nothing but how it is. */
const COURTESIES = `how are you|how are you doing|how are you today|how is it going|hows it going
  how s it going|whats up|what s up|wie geht es dir|wie geht s|wie gehts|comment ca va|ca va|como estas
  que tal|como vai|tudo bem|come stai|come va`;
const HELP = `help|help me|please help|what can you do|what can i ask|what can i ask you|who are you
  what are you|hilfe|was kannst du|was kann ich fragen|wer bist du
  aide|que peux tu faire|qui es tu|ayuda|que puedes hacer|quien eres|ajuda|o que voce pode fazer
  o que voce faz|quem e voce|aiuto|cosa puoi fare|cosa sai fare|chi sei`;

/** Said to somebody, not asked of them. */
const ADDRESSES = new Set(
  words(`footnote bot please bitte por favor s'il te plait vous all everyone`),
);
const MOST_WORDS = 12;

export type SmallTalk = "greeting" | "thanks" | "nod" | "help";

const KINDS: ReadonlyMap<string, SmallTalk> = new Map([
  ...phrases(GREETINGS).map((phrase) => [phrase, "greeting"] as const),
  ...phrases(THANKS).map((phrase) => [phrase, "thanks"] as const),
  ...phrases(NODS).map((phrase) => [phrase, "nod"] as const),
  ...phrases(COURTESIES).map((phrase) => [phrase, "greeting"] as const),
  ...phrases(HELP).map((phrase) => [phrase, "help"] as const),
]);
/** What may carry a question mark and be small talk all the same. */
const ASKED = new Set([...phrases(COURTESIES), ...phrases(HELP)]);
const LONGEST = Math.max(...[...KINDS.keys()].map((phrase) => phrase.split(" ").length));
/** Of several, the one that is worth an answer. */
const WORTH: readonly SmallTalk[] = ["help", "thanks", "greeting", "nod"];

/** How chats write a picture: `:tada:`, `:+1::skin-tone-2:`. */
const SHORT_CODE = /:[a-z+-][\w+'-]*:/gi;

/** What a message says besides its pictures. */
export function withoutPictures(text: string): string {
  return text.replace(SHORT_CODE, " ");
}

/**
 * A message that is no more than greetings, thanks, nods and asking what the bot is for, one or several,
 * with its name or without; undefined for any that asks something else.
 */
export function smallTalk(text: string): SmallTalk | undefined {
  const said = words(fold(withoutPictures(text)));
  if (said.length > MOST_WORDS) return undefined;
  const found = partsOf(said);
  if (found === undefined || found.length === 0) return undefined;
  const isAsking = /[?？؟]/u.test(text);
  if (isAsking && !found.some((phrase) => ASKED.has(phrase))) return undefined;
  const kinds = found.map((phrase) => KINDS.get(phrase));
  return WORTH.find((kind) => kinds.includes(kind));
}

/** The phrases that make up all of it, each as long as can be; undefined where anything else is said. */
function partsOf(said: readonly string[]): string[] | undefined {
  const found: string[] = [];
  let at = 0;
  while (at < said.length) {
    const phrase = phraseAt(said, at);
    if (phrase !== undefined) found.push(phrase);
    else if (!ADDRESSES.has(said[at] ?? "")) return undefined;
    at += phrase?.split(" ").length ?? 1;
  }
  return found;
}

function phraseAt(said: readonly string[], at: number): string | undefined {
  for (let length = Math.min(LONGEST, said.length - at); length > 0; length -= 1) {
    const phrase = said.slice(at, at + length).join(" ");
    if (KINDS.has(phrase)) return phrase;
  }
  return undefined;
}

function phrases(list: string): string[] {
  return list.split(/[|\n]/).map((phrase) => words(fold(phrase)).join(" "));
}
