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

// Order matters: "how much time" is a duration before it is an amount.
const TYPES: readonly (readonly [AnswerType, RegExp])[] = [
  [
    "percent",
    /\b(?:percent|percentage|per cent|proportion|share of|prozent|pourcentage|porcentaje)\b|百分/,
  ],
  [
    "money",
    /\b(?:how much (?:money|am i paid|do i get|did .* (?:cost|pay|spend)|do(?:es)? .* (?:cost|pay|spend))|what (?:value|amount)|cost|costs|price|budget|allowance|per diem|salary|spend|spends|spending|expenditure|expense|revenue|dollars?|euros?|usd|fee)\b|[$€£]/,
  ],
  [
    "duration",
    /\b(?:how (?:long|often|frequently|old|soon|quick|quickly|fast|early|late|much time|far ahead|far in advance|many (?:working |calendar |business |full )?(?:years|months|weeks|days|hours|minutes|seconds|nights))|duration|lifespan|longest|shortest|what interval|wie (?:lange|oft|alt)|combien de temps|cuanto tiempo|cuantos anos|bao lau)\b|多久|多长时间/,
  ],
  [
    "time",
    /^(?:and |so )?(?:when|since when)\b|\b(?:what|which|in what|in which) (?:year|date|day|month|week|weekday|century|decade|time)\b|\b(?:by|from|until|till|since) when\b|\bdeadline\b|\bwhen (?:did|was|were|is|are|does|do|will|has|can)\b|\b(?:wann|in welchem jahr|quand|en quelle annee|cuando|en que ano|khi nao|nam nao|quando)\b|什么时候|何时|哪一年|哪年|متى|متي/,
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

/** The kind of answer that a folded question asks for; undefined when its words do not say. */
export function answerTypeOf(folded: string): AnswerType | undefined {
  return TYPES.find(([, pattern]) => pattern.test(folded))?.[0];
}
