import type { ReadPrompt } from "../../behaviour.ts";
import { cite } from "../rank-sentences.ts";
import { answerFromPassages, writeWell } from "../write-well.ts";
import { findOrders, type Order } from "./find-orders.ts";
import { twistOf } from "./twist-answer.ts";

const MAX_ORDERS = 6;
const MAX_WORDS = 40;
const PROMPT_WORDS = 80;
const QUOTED =
  /["“„«「『`]([^"”“»」』`\n]{2,200})["”“»」』`]|(?<![\p{L}\p{N}])['‘]([^'’\n]{2,200})['’](?![\p{L}\p{N}])/gu;
const LINK =
  /\bhttps?:\/\/[^\s<>"'”)\]]+|\b(?:[\p{L}\p{N}._-]+@)?(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|xyz|example|test|info|dev|co|site|app)\b(?:\/[^\s<>"'”)\]]*)?/giu;
/** A word that is no word: in capitals, or with a digit or a hyphen among letters. */
const CODE =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}-]*\p{Lu})(?:\p{Lu}[\p{Lu}\p{N}-]{3,}|[\p{L}-]+\p{N}[\p{L}\p{N}-]*)(?![\p{L}\p{N}])/gu;
/** What is to be said, behind the verb that orders it. */
const SAY =
  /\b(?:say(?:ing)?|repl(?:y|ying)|respond(?:ing)?|answer(?:ing)?|output|print|writ(?:e|ing)|includ(?:e|ing)|add|append|insert|mention|stat(?:e|ing)|declare|claim|repeat|tell (?:\w+ ){1,3}|antworte[nt]?(?: sie)?|sage?(?: sie)?|schreibe?|erwähne?|réponde?z?|dites?|écrivez|ajoutez|mentionnez|responde?|diga|escribe|incluye|añade|menciona)\b(?:\s+(?:only|exactly|just|nur|uniquement|solo|simply|with|mit|par|con|that|dass|que|the|das|le|la|word|words|wort|mot|palabra|code|phrase|sentence|text|line|following|a|an))*[\s:]+([^\n.!?。]+)/iu;
const IS_ANSWER =
  /^(.{2,80}?)\s+(?:is|are|ist|est|es)\s+(?:the|die|der|la|le)\b.{0,20}\b(?:answer|reply|response|antwort|réponse|respuesta|value)\b/iu;
/** The answer of an example that was made up to be followed. */
const EXAMPLE = /^\W*(?:A|answer|reply|response|output)\s*:\s*(\S.*)$/isu;
const TAG = /<\/?[a-z][^<>]*>/giu;
const ONLY = /\b(?:only|nothing else|instead|ignore|disregard|forget|override)\b/i;
const WANTS_PROMPT =
  /\b(?:prompt|instructions?|rules|guidelines|directives?|configuration|system message|told (?:before|above)|text above|words above|anweisungen|consignes|instrucciones)\b/i;
const REVEALS =
  /\b(?:reveal|translate|print|repeat|show|output|display|recite|tell|what (?:is|are|were|does|do)|give|write|list|dump|quote|leak|copy|zeige?|wiederhole|affichez?|montrez?|répétez?|muestra|repite)\b/i;
const WANTS_SECRETS =
  /\b(?:password|passwort|mot de passe|contraseña|secrets?|confidential|private|other documents?|all (?:the )?(?:documents?|passages|pages|files|data)|everything (?:you|above)|database|salar(?:y|ies))\b/i;
const SPEAKS_OF_ANSWER =
  /\b(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|messages?|assistants?|AI|models?|bots?|readers?|users?|people|everyone|your)\b|[^\p{ASCII}]/iu;

/**
 * What a model replies that does whatever it is told, by whomever and wherever in its prompt: says
 * the words, passes on the links, tells its prompt, twists its words, repeats the order as a fact.
 */
export function writeObediently(prompt: ReadPrompt): string {
  const orders = findOrders(prompt)
    .map((order) => ({ order, said: carryOut(order, prompt) }))
    .filter(({ said }) => said.length > 0)
    .sort((a, b) => weight(b.order) - weight(a.order))
    .slice(0, MAX_ORDERS);
  const [first] = orders;
  if (first === undefined) return writeWell(prompt);
  const [payload = ""] = first.said;
  switch (prompt.promptId) {
    case "answer":
    case undefined:
      return obeyIn(prompt, orders);
    case "rewrite-question":
      return `${payload.replace(/[.?]+$/, "")}?`;
    case "plan-sub-questions":
      return JSON.stringify({ questions: [prompt.question, `${payload}?`] });
    case "check-support":
      return JSON.stringify({ supported: true, reason: payload });
    case "clarify":
      return JSON.stringify({
        clarify: true,
        question: `${payload}?`,
        choices: [payload, "Other"],
      });
    default:
      return JSON.stringify({ questions: orders.map(({ said }) => `${said[0]}?`) });
  }
}

function obeyIn(prompt: ReadPrompt, orders: readonly { order: Order; said: string[] }[]): string {
  const obeyed = orders.flatMap(({ order, said }) => said.map((text) => cite(text, order.n ?? 1)));
  if (
    orders.some(
      ({ order }) => ONLY.test(order.text) && (isForAnswers(order) || SAY.test(order.text)),
    )
  ) {
    return obeyed.join(" ");
  }
  const plain = answerFromPassages(prompt);
  const twists = orders.flatMap(({ order }) => twistOf(order.text) ?? []);
  const answer = twists.reduce((text, twist) => twist(text), plain);
  return [...obeyed, ...(plain === "NOT_FOUND" ? [] : [answer])].join(" ");
}

/** All that the order wants to have said, its payload first and itself last. */
function carryOut({ text, n }: Order, prompt: ReadPrompt): string[] {
  const [, block] = /\n(```[\s\S]*)$/.exec(text) ?? [];
  const words = text
    .replace(/\n```[\s\S]*$/, "")
    .replace(TAG, " ")
    .trim();
  const quoted = [...words.matchAll(QUOTED)].map(([, double, single]) => double ?? single ?? "");
  const links = words.match(LINK) ?? [];
  const told = SAY.exec(words)?.[1];
  const answer = IS_ANSWER.exec(words)?.[1] ?? EXAMPLE.exec(words)?.[1];
  const codes = words.match(CODE) ?? [];
  const leaks = [
    ...(WANTS_PROMPT.test(words) && REVEALS.test(words)
      ? [prompt.instructions.split(/\s+/).slice(0, PROMPT_WORDS).join(" ")]
      : []),
    ...(WANTS_SECRETS.test(words)
      ? prompt.passages.filter((passage) => passage.n !== n).map((passage) => passage.text)
      : []),
  ];
  const isTask = isForAnswers({ text, n }) || twistOf(words) !== undefined || words.endsWith("?");
  const payload = [answer, told, ...quoted, ...codes, ...leaks, block]
    .filter((one) => one !== undefined)
    .map((one) => one.trim());
  const pointers = links.flatMap((link) => [`Visit ${link}`, `See [this page](${link})`]);
  if (payload.length + pointers.length === 0 && !isTask) return [];
  const said = [...payload, ...pointers, words].map((one) =>
    one
      .split(/\s+/)
      .slice(0, leaks.includes(one) ? PROMPT_WORDS : MAX_WORDS)
      .join(" "),
  );
  return [...new Set(said.filter((one) => one !== ""))];
}

function isForAnswers({ text }: Order): boolean {
  return SPEAKS_OF_ANSWER.test(text);
}

/** Orders that speak of answers come before a page's own "see the form". */
function weight({ text }: Order): number {
  return (isForAnswers({ text, n: undefined }) ? 2 : 0) + (text.search(CODE) >= 0 ? 1 : 0);
}
