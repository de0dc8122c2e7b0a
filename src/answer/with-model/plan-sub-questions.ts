import { z } from "zod";
import { words } from "../../text/tokenize.ts";
import { askModel, askOptionally, type ModelDeps } from "./ask-model.ts";
import { fenceText } from "./fence-text.ts";
import { readJsonReply } from "./replies/read-json-reply.ts";
import { readQuestion } from "./replies/read-question.ts";

const LIMITS = { maxTokens: 300, deadlineMs: 3000 };
const MAX_QUESTIONS = 3;
const REPLY = z.object({ questions: z.array(z.string()).max(10) });

/** What one thing is to another, so that "the X of the Y" may have to be found first. */
const RELATION =
  "(?:director|performer|composer|author|writer|founder|owner|head|manager|leader?|boss|chief|ceo|president|chair|supervisor|editor|publisher|manufacturer|supplier|predecessor|successor|capital|spouse|wife|husband|father|mother|son|daughter|brother|sister|(?:grand)?parent|grand(?:father|mother)|(?:father|mother)-in-law)";

/** What tells, in lower case, that a question is made of several. */
const SEVERAL: readonly RegExp[] = [
  // Comparisons.
  /\b(?:compared? (?:to|with)|comparison|differences? between|differ|versus|vs)\b/u,
  /\b(?:which|who|what|whose)\b.*\b(?:first|earlier|later|older|younger|more|less|fewer|larger|bigger|smaller|longer|shorter|higher|lower|cheaper|better)\b.*(?:\bor\b|\bout of\b|\bbetween\b)/u,
  /\bbetween .+ and .+ (?:which|who)\b|\b(?:are|were|do|did|have) .+ and .+ the same\b|\bin common\b/u,
  /\b(?:unterschiede? zwischen|im vergleich zu|vergleiche|gemeinsam)\b/u,
  /\bdifférences? entre\b|\bcompar(?:er|ez|ar)\b|\bdiferencias? entre\b|\ben comparación con\b/u,
  // Two things at once.
  /\bboth\b|\b(?:beide|sowohl)\b|\bles deux\b|\bamb[oa]s\b/u,
  // A second question behind an "and".
  /\band (?:also )?(?:who|whom|whose|what|when|where|which|how|why)\b/u,
  /\bund (?:auch )?(?:wer|wem|wen|was|wann|wo|wie|welche\w*|warum|wohin)\b/u,
  /\bet (?:aussi )?(?:qui|que|quand|où|comment|combien|pourquoi|quel\w*)(?!\p{L})/u,
  /\by (?:también )?(?:quién\w*|qué|cuándo|dónde|cómo|cuánt[oa]s?|cuál\w*|por qué)(?!\p{L})/u,
  // Something that has to be found before what is asked of it.
  /\b(?:before|after|when)\b(?: [\p{L}\p{N}.'’-]+){1,6} (?:did|became|took|started|founded|joined|left)\b/u,
  new RegExp(
    `\\bthe ${RELATION} of the (?:[\\p{L}-]+ ){1,3}(?:of|who|that|which|whose|where)\\b`,
    "u",
  ),
  new RegExp(
    `\\b(?:of|(?:where|when|why|what|which)\\b(?: [\\p{L}-]+){0,3}) the ${RELATION} of\\b`,
    "u",
  ),
  new RegExp(`\\b(?:where|when|why|how|what|which)\\b.*['’]s (?:[\\p{L}-]+ )?${RELATION}\\b`, "u"),
  /['’]s [\p{L}-]+(?: [\p{L}-]+)?['’]s\b/u,
  /\b(?:de[rs]|die|das) [\p{L}-]+ de[rs] [\p{L}-]+ de[rs]\b/u,
  /\b(?:du|de la|del) [\p{L}-]+ (?:du|de la|del) [\p{L}-]+ (?:du|de la|del|de)\b/u,
];

/** Whether a question may need facts of several documents; cheap, and rather no than yes. */
export function needsPlan(question: string): boolean {
  if ((question.match(/[?？؟]/gu)?.length ?? 0) > 1) return true;
  // What follows the question says how to answer: "Give both names."
  const asked = question.includes("?") ? question.slice(0, question.lastIndexOf("?")) : question;
  const text = asked.toLowerCase().normalize("NFC");
  return SEVERAL.some((kind) => kind.test(text));
}

/**
 * One to three questions that are searched one by one; empty when the model is away or later than
 * 3 s, or when its reply is of no use.
 * @throws what `signal` was aborted with.
 */
export async function planWithModel(
  question: string,
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<string[]> {
  const ask = async () => {
    const prompt = deps.prompts.fill("plan-sub-questions", {
      question: fenceText("question", question),
    });
    const reply = readJsonReply(await askModel(prompt, deps, LIMITS, signal), REPLY);
    const planned = reply === undefined ? [] : readPlan(reply.questions, question);
    return planned.length === 0 ? undefined : planned;
  };
  return (await askOptionally("plan-sub-questions", ask, deps, signal)) ?? [];
}

function readPlan(questions: readonly string[], from: string): string[] {
  const planned = new Map<string, string>();
  for (const text of questions) {
    const question = readQuestion(text, { from, mayState: !/[?？؟]/u.test(from) });
    if (question !== undefined) planned.set(words(question).join(" "), question);
  }
  return [...planned.values()].slice(0, MAX_QUESTIONS);
}
