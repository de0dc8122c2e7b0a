import type { TermWeights } from "../../../text/question/score-sentences.ts";
import type { RetrievedPassage } from "../../retrieval/retrieve-passages.ts";
import { isLarge } from "../../support/reading/is-name.ts";
import { isDisputed } from "./is-disputed.ts";
import { type Asked, asksToExplain, isAsked, readAsked } from "./read-asked.ts";
import { readTestimonies, type Statement, type Testimony } from "./read-testimony.ts";
import { rivalFigures } from "./rival-figures.ts";
import { rivalExpansions, rivalValues } from "./rival-values.ts";
import { type Conflict, sideOf } from "./statement-pair.ts";

/** Of what was asked a sentence must hold this much, with what stands around it, to be looked at. */
const LEAST = 0.5;
/** A stance needs more of it, and one of the two nearly all by itself. */
const LEAST_OF_STANCE = { context: 0.65, own: 0.5 };

/** What each document says to a question whose answers can be compared. */
export function findTestimonies(
  text: string,
  passages: readonly RetrievedPassage[],
  weights: TermWeights,
): Testimony[] {
  const asked = readAsked(text);
  return asked === undefined ? [] : readTestimonies(asked, passages, weights, LEAST);
}

/** Pairs of documents that answer the question differently, by their rank. */
export function findConflicts(
  text: string,
  passages: readonly RetrievedPassage[],
  weights: TermWeights,
): Conflict[] {
  const asked = readAsked(text);
  if (asked === undefined) return [];
  const testimonies = readTestimonies(asked, passages, weights, LEAST);
  return testimonies.flatMap((one, at) =>
    testimonies.slice(at + 1).flatMap((other) => {
      const conflict = compare(asked, one, other, weights);
      return conflict === undefined ? [] : [conflict];
    }),
  );
}

function compare(
  asked: Asked,
  a: Testimony,
  b: Testimony,
  weights: TermWeights,
): Conflict | undefined {
  switch (asked.wants) {
    case "choice":
      return rivalStances(a, b, (statement) => choiceOf(asked, statement));
    case "yes-no":
      return rivalStances(a, b, (statement) => stanceOf(asked, statement));
    case "figure":
      return rivalFigures(asked, a, b, weights);
    case "value":
      if (asksToExplain(asked)) return rivalExpansions(asked, a, b);
      return rivalExpansions(asked, a, b) ?? rivalValues(asked, a, b, weights);
  }
}

function rivalStances(
  a: Testimony,
  b: Testimony,
  stance: (statement: Statement) => string | undefined,
): Conflict | undefined {
  const [x, y] = [a.statements[0], b.statements[0]];
  if (x === undefined || y === undefined) return undefined;
  const { own, context } = LEAST_OF_STANCE;
  if (Math.min(x.own, y.own) < own || Math.min(x.context, y.context) < context) return undefined;
  const [left, right] = [stance(x), stance(y)];
  if (left === undefined || right === undefined || left === right) return undefined;
  return [sideOf(a, x, left), sideOf(b, y, right)];
}

/** "No" where a word of the question is denied. */
function stanceOf(asked: Asked, { tokens: read, isReply, language }: Statement): "yes" | "no" {
  const tokens = read();
  const first = tokens[0]?.word ?? "";
  if (/^(?:yes|ja|oui|true)$/.test(first)) return "yes";
  if (/^(?:no|nein|false)$/.test(first)) return "no";
  if (isReply && tokens.some(({ word }) => word === "no")) return "no";
  const isDenied = tokens.some(
    (token) =>
      token.isContent &&
      !isLarge(token, language) &&
      isDisputed(token, tokens) &&
      isAsked(token, asked),
  );
  return isDenied ? "no" : "yes";
}

function choiceOf({ choices }: Asked, { tokens: read }: Statement): string | undefined {
  const tokens = read();
  return tokens
    .find((token) => choices.includes(token.stem) && !isDisputed(token, tokens))
    ?.raw.toLowerCase();
}
