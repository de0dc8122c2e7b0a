import { fold, words } from "../tokenize.ts";

/** What people say to be kind, in the languages of most documents; each a whole message. */
const GREETINGS = `hi|hello|hey|hiya|yo|hi there|hello there|hey there|good morning|good afternoon
  good evening|morning|hallo|guten morgen|guten tag|guten abend|moin|servus|bonjour|bonsoir|salut|coucou
  hola|buenos dias|buenas tardes|buenas noches|buenas|oi|ola|bom dia|boa tarde|boa noite
  ciao|salve|buongiorno|buonasera|buon giorno`;
const THANKS = `thanks|thank you|thanks a lot|thank you very much|thank you so much|many thanks|thx|ty
  thanks again|great thanks|ok thanks|cheers|perfect thanks|danke|vielen dank|danke schon|danke sehr
  danke dir|merci|merci beaucoup|merci bien|gracias|muchas gracias|mil gracias|obrigado|obrigada
  muito obrigado|muito obrigada|valeu|grazie|grazie mille|mille grazie|tante grazie`;
const NODS = `ok|okay|k|got it|i see|alright|all right|cool|great|nice|perfect|awesome|never mind
  nevermind|bye|goodbye|alles klar|super|tschuss|d accord|parfait|au revoir|vale|de acuerdo|perfecto
  adios|beleza|perfeito|tchau|va bene|perfetto|arrivederci`;

export type SmallTalk = "greeting" | "thanks" | "nod";

const KINDS: ReadonlyMap<string, SmallTalk> = new Map([
  ...phrases(GREETINGS).map((phrase) => [phrase, "greeting"] as const),
  ...phrases(THANKS).map((phrase) => [phrase, "thanks"] as const),
  ...phrases(NODS).map((phrase) => [phrase, "nod"] as const),
]);

/** How chats write a picture: `:tada:`, `:+1::skin-tone-2:`. */
const SHORT_CODE = /:[a-z+-][\w+'-]*:/gi;

/** What a message says besides its pictures. */
export function withoutPictures(text: string): string {
  return text.replace(SHORT_CODE, " ");
}

/** A message that is no more than a greeting, thanks or a nod; undefined for any that asks. */
export function smallTalk(text: string): SmallTalk | undefined {
  if (/[?？؟]/u.test(text)) return undefined;
  return KINDS.get(words(fold(withoutPictures(text))).join(" "));
}

function phrases(list: string): string[] {
  return list.split(/[|\n]/).map((phrase) => words(fold(phrase)).join(" "));
}
