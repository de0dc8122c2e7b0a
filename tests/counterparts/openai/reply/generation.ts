import type { Behaviour, ReadPrompt } from "../behaviour.ts";
import { estimateTokens } from "../requests/estimate-tokens.ts";

/** What goes wrong in the middle of a reply. */
export type Interruption =
  | Extract<Behaviour, { kind: "cut" | "stall" | "stream-error" }>
  | "garbage";

/** A reply's content, before either API gives it its shape. */
export interface Generation {
  text: string;
  refused: boolean;
  finish: "stop" | "length";
  firstTokenMs: number;
  chunkMs: number;
  chunkCharacters: number;
  interruption: Interruption | undefined;
  inputTokens: number;
  outputTokens: number;
  /** What of it was sent as events, and at which `performance.now()`. */
  sent: { at: number; text: string }[];
}

type Generated = Exclude<Behaviour, { kind: "status" | "reset" }>;

const CHUNK_CHARACTERS = 24;
const REFUSAL = "I'm sorry, but I can't assist with that request.";

/** What the caller allows a reply to hold, and what is to end it. */
export interface ReplyLimits {
  maxTokens: number | undefined;
  stop: readonly string[];
}

export function makeGeneration(
  behaviour: Generated,
  prompt: ReadPrompt,
  { maxTokens, stop }: ReplyLimits,
): Generation {
  const asked = upToStop(textOf(behaviour, prompt), stop);
  const text = maxTokens === undefined ? asked : firstTokens(asked, maxTokens);
  const paced = behaviour.kind === "answer" ? behaviour : undefined;
  return {
    text,
    refused: behaviour.kind === "refuse",
    finish: behaviour.kind === "truncated" || text.length < asked.length ? "length" : "stop",
    firstTokenMs: paced?.firstTokenMs ?? 0,
    chunkMs: paced?.chunkMs ?? 0,
    chunkCharacters: paced?.chunkCharacters ?? CHUNK_CHARACTERS,
    interruption: interruptionOf(behaviour),
    inputTokens: estimateTokens(prompt.instructions) + estimateTokens(prompt.input),
    outputTokens: estimateTokens(text),
    sent: [],
  };
}

/** The pieces a stream is sent in; code points stay whole. */
export function piecesOf({ text, chunkCharacters }: Generation): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += chunkCharacters) {
    pieces.push(characters.slice(at, at + chunkCharacters).join(""));
  }
  return pieces;
}

function textOf(behaviour: Generated, prompt: ReadPrompt): string {
  switch (behaviour.kind) {
    case "answer":
      return typeof behaviour.text === "string" ? behaviour.text : behaviour.text(prompt);
    case "refuse":
      return REFUSAL;
    case "empty":
      return "";
    case "garbage":
      return "This never arrives whole.";
    default:
      return behaviour.text;
  }
}

function interruptionOf(behaviour: Generated): Interruption | undefined {
  if (behaviour.kind === "garbage") return "garbage";
  const { kind } = behaviour;
  return kind === "cut" || kind === "stall" || kind === "stream-error" ? behaviour : undefined;
}

function upToStop(text: string, stop: readonly string[]): string {
  const ends = stop.map((word) => text.indexOf(word)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

function firstTokens(text: string, limit: number): string {
  if (estimateTokens(text) <= limit) return text;
  let end = text.length;
  while (end > 0 && estimateTokens(text.slice(0, end)) > limit) end -= 1;
  return text.slice(0, end);
}
