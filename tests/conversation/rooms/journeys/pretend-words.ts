import type { ShownAnswer } from "../../../../src/chat/chat-platform.ts";

/** What every platform says beside an answer's own text, in the few words of this one. */
export function withNotices(text: string, { outcome, nearest = [], traceId }: ShownAnswer): string {
  const names = nearest.map(({ title }) => title);
  const notices: Partial<Record<ShownAnswer["outcome"], string[]>> = {
    "not-found": ["I found nothing.", ...names, "Ask an expert", "Ask privately"],
    degraded: ["The language model is away."],
    failed: [`Sorry: ${traceId}`],
  };
  return [text, ...(notices[outcome] ?? [])].filter((line) => line !== "").join("\n");
}

/** All words of a reply. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Object.values(value ?? {})
    .map(wordsOf)
    .join("\n");
}
