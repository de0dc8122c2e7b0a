/** A passage as the check sees it; `n` is the number it is cited by. */
export interface SupportPassage {
  n: number;
  title: string;
  headings: string[];
  text: string;
  /** ISO 8601; a sentence may say "as of" it. */
  updatedAt?: string | undefined;
}

/** Whether the cited passages say what a sentence says. */
export interface SupportVerdict {
  supported: boolean;
  /** 0…1, how well they do. */
  score: number;
  /** The cited passages that carry the sentence, each with the verbatim pieces of it that do. */
  evidence: { n: number; quotes: string[] }[];
  /** Whether what carries it has to do with the question, which a sentence of a model must. */
  isRelevant: boolean;
  /** One sentence for `why`, where not supported. */
  reason: string | undefined;
}
