import { guessLanguage } from "./guess-language.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";
import { fold, tokenize } from "./tokenize.ts";

/** What kind of thing would answer a question. */
export type AnswerType =
  | "person"
  | "name"
  | "place"
  | "time"
  | "money"
  | "percent"
  | "duration"
  | "number"
  | "reason"
  | "way"
  | "yes-no"
  | "other";

export interface QuestionTerm {
  stem: string;
  /** Says what form the answer has ("total number of", "tell me"), not what it is about. */
  soft: boolean;
  /** A number, or a name: capitalised in the middle of the question. */
  named: boolean;
}

export interface QuestionAnalysis {
  /** The question without instructions about the answer's form ("Answer in one word."). */
  core: string;
  language: string;
  type: AnswerType;
  terms: QuestionTerm[];
  /** Stems of the dropped instructions, which often name the unit or kind of the answer. */
  hints: ReadonlySet<string>;
}

// Words with which one asks, and words for the form of an answer. They are matched too, but a
// passage that lacks them lacks nothing that the question is about.
const SOFT_WORDS = `tell specify state identify provide give inform mention describe explain list know
  wonder find exact exactly precise specific specifically currently current present actual particular
  certain regarding concerning terms many much long often number count total tally amount quantity
  figure sum size title designation name named called call term kind type sort category form value
  person individual answer question information details detail information possible available share
  clarify confirm disclose reveal indicate detail explanation definition define mean meaning example
  let understand located location place time date day year month describe want need help
  go come get use used using make made take happen first way ways thing things`;
const SOFT = new Set(tokenize(SOFT_WORDS).map(stem));

const FORM_VERB =
  /^(?:please\s+|kindly\s+|just\s+|only\s+)*(?:provide|give|use|state|specify|write|express|limit|list|include|be|keep|mention|indicate|enter|return|name|report|format|round|reflect|ensure|make sure|simply|only|just|answer|respond|reply|no\b|do not|don't)\b/i;
const FORM_NOUN = /\b(?:answer|answers|respond|response|reply|answering)\b/i;

/** Drops what a question says about the answer's form; a question is never left empty. */
function dropFormInstructions(question: string): { core: string; dropped: string } {
  const parts = question.split(/(?<=[.?!？。！؟])\s+/u).filter((part) => part.trim() !== "");
  const asked = parts.findIndex((part) => /[?？؟]/u.test(part));
  const kept: string[] = [];
  const dropped: string[] = [];
  parts.forEach((part, index) => {
    const asks = /[?？؟]/u.test(part);
    const isForm = FORM_NOUN.test(part) || FORM_VERB.test(part);
    const afterQuestion = index > (asked >= 0 ? asked : 0);
    const isInstruction = !asks && isForm && afterQuestion;
    (isInstruction ? dropped : kept).push(part);
  });
  return { core: kept.join(" "), dropped: dropped.join(" ") };
}

// Order matters: "how much time" is a duration before it is an amount.
const TYPES: readonly (readonly [AnswerType, RegExp])[] = [
  [
    "percent",
    /\b(?:percent|percentage|per cent|proportion|share of|prozent|pourcentage|porcentaje)\b|百分/,
  ],
  [
    "money",
    /\b(?:how much (?:money|did .* (?:cost|pay|spend)|do(?:es)? .* (?:cost|pay|spend))|cost|costs|price|budget|salary|spend|spends|spending|expenditure|expense|revenue|dollars?|euros?|usd|fee)\b|[$€£]/,
  ],
  [
    "duration",
    /\b(?:how (?:long|often|frequently|old|much time|many (?:years|months|weeks|days|hours|minutes|seconds))|duration|lifespan|wie (?:lange|oft|alt)|combien de temps|cuanto tiempo|cuantos anos|bao lau)\b|多久|多长时间/,
  ],
  [
    "time",
    /^(?:and |so )?(?:when|since when)\b|\b(?:what|which|in what|in which) (?:year|date|day|month|century|decade|time)\b|\bwhen (?:did|was|were|is|are|does|do|will|has|can)\b|\b(?:wann|in welchem jahr|quand|en quelle annee|cuando|en que ano|khi nao|nam nao|quando)\b|什么时候|何时|哪一年|哪年|متى|متي/,
  ],
  [
    "number",
    /\b(?:how (?:many|much|big|large|tall|high|far|fast|deep|heavy|wide)|number of|count of|tally|total|amount of|quantity|size of|headcount|wie ?viele?|wie (?:hoch|gross|weit)|combien|cuantos|cuantas|cuanto|cuanta|bao nhieu|quanti|quante|hoeveel)\b|多少|几个|كم/,
  ],
  [
    "person",
    /\b(?:who|whom|whose|which (?:person|man|woman|actor|king|president)|wer|wem|wen|wessen|qui|quien|quienes|chi|quem)\b|\bai\b(?=.*[ăơưđạ-ỹ])|谁|من هو|من الذي/,
  ],
  [
    "place",
    /\b(?:where|(?:what|which|in what|in which) (?:city|country|place|town|state|county|region|room|floor|building)|wo|wohin|woher|donde|onde|o dau|dove|waar)\b|où|哪里|在哪|什么地方|اين|أين/,
  ],
  [
    "name",
    /\b(?:(?:full |brand |official )?names?|named|designation|title|brand|called|which (?:company|firm|organi[sz]ation|vendor|supplier|provider|brand|product|tool|software|service|team|author|band)|what (?:company|firm|organi[sz]ation|vendor|supplier|provider|brand|tool|software|band))\b|\b(?:heisst|heissen|wie nennt man|comment s.appelle|como se llama)\b|名字|名称/,
  ],
  [
    "reason",
    /\b(?:why|what (?:causes?|caused|reason)|for what reason|warum|weshalb|wieso|pourquoi|por que|tai sao)\b|为什么|为何|لماذا/,
  ],
  ["way", /\bhow (?:do|does|did|can|could|should|to|would|is|are|was|were)\b|^how\b|怎么|如何|كيف/],
  [
    "yes-no",
    /^(?:is|are|was|were|do|does|did|has|have|had|can|could|may|should|will|would|am|ist|sind|hat|kann|est-ce)\b(?! you (?:tell|please|state|specify|provide|identify|name|give|inform|list|explain|describe|share|report|clarify|confirm|say|let))/,
  ],
];

/** Finds what a question is about, what would answer it, and which of its words carry weight. */
export function analyzeQuestion(question: string): QuestionAnalysis {
  const { core, dropped } = dropFormInstructions(question.slice(0, 4000));
  const language = guessLanguage(core);
  const stop = stopWords(language);
  const folded = fold(core);
  const names = namesIn(core);
  const seen = new Map<string, QuestionTerm>();
  for (const word of tokenize(core)) {
    const key = stem(word);
    if (stop.has(word) || seen.has(key)) continue;
    const named = names.has(word) || /\d/.test(word);
    seen.set(key, { stem: key, soft: !named && SOFT.has(key), named });
  }
  let terms = [...seen.values()];
  // A question made only of such words ("what is the name?") is about them after all.
  if (terms.every((term) => term.soft)) terms = terms.map((term) => ({ ...term, soft: false }));
  const hints = new Set(
    tokenize(dropped)
      .filter((word) => !stop.has(word))
      .map(stem)
      .filter((word) => !SOFT.has(word)),
  );
  const asked = typeOf(folded) ?? "other";
  // "Can you tell me …? Answer with the full name." says the kind in the instruction only.
  const vague = asked === "other" || asked === "way" || asked === "yes-no";
  const type = vague ? (typeOf(fold(dropped)) ?? asked) : asked;
  return { core, language, type, terms, hints };
}

function typeOf(folded: string): AnswerType | undefined {
  return TYPES.find(([, pattern]) => pattern.test(folded))?.[0];
}

function namesIn(core: string): Set<string> {
  const names = new Set<string>();
  for (const match of core.matchAll(/(?<=[\p{L}\p{N},"'“(] ?)(?<!^)\b\p{Lu}[\p{L}\p{N}.&'-]*/gu)) {
    for (const word of tokenize(match[0])) names.add(word);
  }
  return names;
}
