import type { Opposite } from "../words/opposites.ts";
import type { Figure } from "./read-figures.ts";

/** What a text obliges one to, or leaves open. */
export type Modality = "must" | "may" | "can" | "need-not" | "forbidden" | "should";

/** A word or figure of a text, with what its neighbours make of it. */
export interface Token {
  /** As written. */
  raw: string;
  word: string;
  stem: string;
  index: number;
  /** The first of a sentence, or behind a colon: written large for no other reason. */
  isFirst: boolean;
  /** Grows at every comma, stop and conjunction. */
  clause: number;
  /** Of a table's row; 0 is the one that names the row. */
  cell: number;
  figure: Figure | undefined;
  /** Neither joins others nor is a mere mark. */
  isContent: boolean;
  isWeak: boolean;
  /** Groups of the words or phrases it may stand for. */
  groups: readonly number[];
  /** Groups of the phrase that begins here, and its length in tokens. */
  phrase: { groups: readonly number[]; length: number } | undefined;
  opposites: readonly Opposite[];
  modality: Modality | undefined;
  /** "direct": it is denied itself; "clause": something near it is. */
  negated: "no" | "clause" | "direct";
  /** What bounds a figure: "at least", "before" … */
  bound: "least" | "most" | undefined;
}
