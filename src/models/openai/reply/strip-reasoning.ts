/** Takes a reply piece by piece and gives back what is no reasoning of the model. */
export interface ReasoningFilter {
  push(text: string): string;
  /** What was held back, once the reply is whole. */
  end(): string;
  /** Reasoning is known to go elsewhere: nothing needs to be held back for it. */
  release(): string;
  /** A block of reasoning came and ended. */
  readonly hasThought: boolean;
  /** Reasoning without its opening tag was given out as text. */
  readonly leaked: boolean;
}

const OPEN = "<think>";
const CLOSE = "</think>";

/**
 * Leaves out `<think>…</think>` at a reply's start. With `opensUnseen` the reply is taken to start
 * inside of it, and is held back until `</think>` comes; otherwise no plain text waits, except for
 * what may become a tag.
 */
export function createReasoningFilter(opensUnseen: boolean): ReasoningFilter {
  let state: "unseen" | "start" | "inside" | "text" = opensUnseen ? "unseen" : "start";
  let held = "";
  let hasThought = false;
  let leaked = false;
  let atLineStart = true;

  function read(): string {
    if (state === "unseen" || state === "inside") {
      const close = held.indexOf(CLOSE);
      if (close < 0) {
        // Thoughts are long, and only the end may hold half a tag; unseen ones may be the answer.
        if (state === "inside") held = held.slice(-CLOSE.length);
        return "";
      }
      hasThought = true;
      held = held.slice(close + CLOSE.length);
      state = "start";
    }
    if (state === "start") {
      held = held.trimStart();
      if (held.startsWith(OPEN)) {
        state = "inside";
        return read();
      }
      if (OPEN.startsWith(held)) return "";
      state = "text";
    }
    return readText();
  }

  function readText(): string {
    // Some chat templates open the tag in the prompt: then only the closing one is seen.
    const close = hasThought ? -1 : held.indexOf(CLOSE);
    if (close >= 0 && (close === 0 ? atLineStart : held[close - 1] === "\n")) leaked = true;
    const end = hasThought || close >= 0 ? held.length : held.length - openEnd(held);
    const text = held.slice(0, end);
    held = held.slice(end);
    if (text !== "") atLineStart = text.endsWith("\n");
    return text;
  }

  return {
    get hasThought() {
      return hasThought;
    },
    get leaked() {
      return leaked;
    },
    push(text) {
      held += text;
      return read();
    },
    release() {
      if (state !== "unseen") return "";
      state = "start";
      return read();
    },
    end() {
      const rest = state === "inside" ? "" : held;
      held = "";
      return state === "unseen" ? rest.trimStart() : rest;
    },
  };
}

/** How much of the end may be the beginning of `</think>`. */
function openEnd(text: string): number {
  const at = text.lastIndexOf("<");
  return at >= 0 && CLOSE.startsWith(text.slice(at)) ? text.length - at : 0;
}
