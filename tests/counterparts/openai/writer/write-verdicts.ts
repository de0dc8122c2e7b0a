import { contentStems } from "../../../../src/text/content-stems.ts";
import type { ReadPrompt } from "../behaviour.ts";
import { rankSentences } from "./rank-sentences.ts";
import { fenced } from "./read-prompt.ts";

const ENOUGH = 0.75;
const FIGURE = /\p{N}+(?:[.,:]\p{N}+)*/gu;
const NEGATION = /\b(?:not|no|never|none|cannot|without|unless|only|except)\b|n['’]t\b/i;
const MAX_CHOICES = 4;

/** `{"supported", "reason"}`: whether the passages have the sentence's words, figures and negation. */
export function judgeSupport(prompt: ReadPrompt): string {
  const sentence = fenced(prompt.input, "sentence").at(-1) ?? "";
  const reason = whyUnsupported(sentence, prompt);
  return JSON.stringify({
    supported: reason === undefined,
    reason: reason ?? "The passages have its words.",
  });
}

/** `{"clarify", "question", "choices"}`: asks back where the question's words fit no choice best. */
export function offerChoices({ input, question }: ReadPrompt): string {
  const choices = fenced(input, "choice").slice(0, MAX_CHOICES);
  const asked = contentStems(question);
  const fit = choices.map(
    (choice) => [...contentStems(choice)].filter((stem) => asked.has(stem)).length,
  );
  const best = Math.max(0, ...fit);
  const clear = choices.length < 2 || fit.filter((count) => count === best).length === 1;
  return JSON.stringify(
    clear
      ? { clarify: false, question: "", choices: [] }
      : { clarify: true, question: "Which one do you mean?", choices },
  );
}

function whyUnsupported(sentence: string, prompt: ReadPrompt): string | undefined {
  const all = prompt.passages.map(({ text }) => text).join("\n");
  const figures = new Set(all.match(FIGURE) ?? []);
  const strange = (sentence.match(FIGURE) ?? []).find((figure) => !figures.has(figure));
  if (strange !== undefined) return `The passages do not have the figure ${strange}.`;
  const said = [...contentStems(sentence)];
  const known = contentStemsOfAll(prompt);
  const share = said.filter((stem) => known.has(stem)).length / Math.max(1, said.length);
  if (share < ENOUGH) return "The passages do not have most of its words.";
  const [nearest] = rankSentences({ ...prompt, question: sentence });
  if (nearest !== undefined && NEGATION.test(nearest.text) !== NEGATION.test(sentence)) {
    return "The passages say the opposite.";
  }
  return undefined;
}

// Sentence by sentence, because no more than the first terms of a long text are looked at.
function contentStemsOfAll(prompt: ReadPrompt): Set<string> {
  return new Set(rankSentences(prompt).flatMap(({ text }) => [...contentStems(text)]));
}
