/** What a question wants to know. */
export type Asking =
  | "who"
  | "when"
  | "where"
  | "why"
  | "how"
  | "amount"
  | "length"
  | "often"
  | "what"
  | "which"
  | "what-if"
  | "yes-no"
  | "none";

export interface ReadAsking {
  asking: Asking;
  /** Whether it asks for leave or for duty; of ways to do something, neither counts. */
  modality: "may" | "must" | "none";
  /** What is left of the question. */
  rest: string;
}

const LEADS =
  /^ (?:(?:hi|hello|hey|please|so|and|ok|okay) )*(?:(?:can|could|would) you (?:please )?(?:tell|explain to|show) (?:me|us) |do you know |does anybody know |does anyone know |i (?:would like|want|need) to know |i d like to know |i wonder |tell me )?(?:please )?/;

type Reading = readonly [RegExp, Asking];

// The first that fits holds: "how long" before "how".
const READINGS: readonly Reading[] = [
  [
    /^ what (?:happens|(?:should|shall|must|can|do|could) (?:i|we) (?:have to |need to )?do) (?:if|when) /,
    "what-if",
  ],
  [/^ what (?:if|when) /, "what-if"],
  [/^ (?:at |by )?(?:what time|when|by when|what date|which date|which day|what day) /, "when"],
  [/^ what is (?=(?:the (?:[\p{L}\p{N}]+ ){0,3})?deadline )/u, "when"],
  [/^ what is (?:the |our |my )?(?:length|duration) of /, "length"],
  [/^ (?:for )?how long /, "length"],
  [/^ how (?:often|frequently) /, "often"],
  [
    /^ (?:how many|how much|what number of|what amount of|what is the (?:number|amount) of) /,
    "amount",
  ],
  [/^ (?:by )?(?:who|whom) /, "who"],
  [/^ (?:from |to )?where /, "where"],
  [/^ (?:why|how come|for what reason|what is the reason (?:for|that)) /, "why"],
  [
    /^ (?:how (?:do|does|can|could|should|would|may|must|to)|what is the (?:way|process|procedure) (?:to|for)) /,
    "how",
  ],
  [/^ how (?=is |are |was )/, "how"],
  [/^ what (?:is|are|was|were) /, "what"],
  [/^ (?:which|what) (?=\S+ )/, "which"],
  [
    /^ (?=(?:is|are|am|was|were|do|does|did|has|have|had|can|could|may|must|should|shall|will|would) )/,
    "yes-no",
  ],
];

const DUTY = / (?:must|have to|has to|had to|need to|needs to|required to|obliged to) /g;
const LEAVE = / (?:may|can|could|(?:it )?(?:allowed|permitted|possible|able) to) /g;
/** What "can", "find" or "is … last" adds to these says nothing. */
const EMPTY: Partial<Record<Asking, RegExp>> = {
  where: / (?:find|get|located|is|are) /g,
  length: / (?:last|lasts|take|takes|long) /g,
  amount: / get /g,
};

/** Finds out what a question asks for, and takes the words away that only say so. */
export function readAsking(text: string): ReadAsking {
  const question = text.replace(LEADS, " ");
  for (const [pattern, asking] of READINGS) {
    const start = pattern.exec(question);
    if (start === null) continue;
    const behind = ` ${question.slice(start[0].length)}`;
    const asked = asking === "how" || asking === "what-if" ? start[0] + behind.trimStart() : behind;
    const rest = without(behind, EMPTY[asking]);
    return {
      asking,
      modality: readModality(asked, asking),
      rest: without(without(rest, DUTY), LEAVE),
    };
  }
  return { asking: "none", modality: "none", rest: question };
}

function readModality(asked: string, asking: Asking): ReadAsking["modality"] {
  // "How can I" is "how do I"; what there is to be found is found.
  if (asking === "how" || asking === "what-if" || asking === "where") return "none";
  if (asked.search(LEAVE) >= 0) return "may";
  // "Who has to approve" is "who approves"; "must I" is not "do I".
  return asking === "yes-no" && asked.search(DUTY) >= 0 ? "must" : "none";
}

function without(text: string, pattern: RegExp | undefined): string {
  return pattern === undefined ? text : text.replace(pattern, " ");
}
