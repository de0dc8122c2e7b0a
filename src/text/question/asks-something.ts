import { fold, words } from "../tokenize.ts";

/** Greetings and manners that may come before what is asked. */
const OPENING =
  /^(?:(?:hi|hello|hey|ok|okay|oh|so|well|thanks?(?: you)?|great|cool|sorry|excuse me|please|pls|quick question|hola|hallo|danke|gracias|merci|bonjour|also|then|actually|team|all|everyone|folks)\b[\s,.!:;–-]*)+/;

const QUESTION_WORD =
  /^(?:who|whom|whose|what|whats|when|where|wheres|why|which|how|hows|wer|wem|wen|was|wann|wo|warum|wieso|wie|welche[rnms]?|que|quien|cuando|donde|como|cual|cuanto|quand|quoi|pourquoi|comment|combien|quel(?:le)?s?|qui|est-ce)\b/;

const ASKING_VERB =
  /^(?:(?:can|could|may|shall|should|would|will|do|does|did|is|are|was|were|has|have|am)(?:n't|nt)? (?:i|we|you|he|she|it|they|there|this|that|these|those|the|a|an|my|our|your|any|anyone|anybody|somebody|someone|everyone|employees|staff|people)|(?:kann|darf|muss|gibt|hat|ist|sind) (?:ich|man|wir|es|der|die|das)|(?:puedo|puede|hay|tengo|podemos)|(?:puis-je|peut-on|y a-t-il))\b/;

const REQUEST =
  /^(?:tell (?:me|us)|explain|show (?:me|us)|give (?:me|us)|list|describe|summari[sz]e|find|look up|remind (?:me|us)|help (?:me|us)|i (?:need|want|would like|d like|'d like) to (?:know|understand|find)|i wonder|does anyone|anybody know|anyone know|any idea|looking for|wondering)\b/;

/** Goes on with a question that was asked before. */
const CONTINUATION =
  /^(?:what about|how about|same (?:for|with|question)|(?:and|or|but|und|oder|y|o|et|ou) (?:what|how|when|where|who|which|why|if|for|in|on|at|with|without|from|to|as|by|during|after|before|the|a|wenn|fur|im|in|bei|mit|para|en|si|con|pour|dans|avec)\b|for (?:a|an|the|my|our)?\s*\S+(?: \S+)?$)/;

/** Questions by their mark alone: they ask somebody to agree. */
const CHATTER = new Set(
  words(`right really ok okay yes no hm hmm eh huh seriously sure fine good done agreed deal wow
    lol haha true correct ready thanks thank you nice great cool what`),
);

/** Links, code and quoted lines: a question mark in them asks nothing. */
const NOT_SAID = /```[\s\S]*?```|`[^`]*`|<?https?:\/\/\S+|^[^\S\n\r\u2028\u2029]*>.*$/gmu;

/** Whether a message reads like a question, or goes on with one, rather than like a remark. */
export function asksSomething(message: string): boolean {
  const said = message.replace(NOT_SAID, " ").trim();
  const text = fold(said).replace(/[’‘]/g, "'");
  const found = words(text);
  if (found.length === 0) return false;
  if (/[?？؟]/u.test(said)) return !found.every((word) => CHATTER.has(word));
  const start = text.replace(OPENING, "");
  return [QUESTION_WORD, ASKING_VERB, REQUEST, CONTINUATION].some((way) => way.test(start));
}
