import type { Prompt, TokenUsage } from "../../models.ts";
import type { ReplyEvent } from "./reply.ts";

export interface Meter {
  read(event: ReplyEvent): void;
  usage(): TokenUsage;
}

/** What a reply cost: as the endpoint says, or about as much as its text tells. */
export function createMeter(prompt: Prompt): Meter {
  let said: TokenUsage | undefined;
  let received = "";
  return {
    read(event: ReplyEvent): void {
      if (event.kind === "text") received += event.text;
      if (event.kind === "usage") {
        said = { inputTokens: event.inputTokens, outputTokens: event.outputTokens };
      }
    },
    usage(): TokenUsage {
      const inputTokens = estimatePromptTokens(prompt);
      return said ?? { inputTokens, outputTokens: estimateTokens(received) };
    },
  };
}

/** Four bytes a token: four letters, or a little over one character of Chinese. */
export function estimatePromptTokens({ instructions, input }: Prompt): number {
  return estimateTokens(instructions) + estimateTokens(input);
}

function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
