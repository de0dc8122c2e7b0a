import { APIError } from "openai";

/** What this endpoint and model turned out to understand; lives as long as the process. */
export interface RequestSettings {
  /** Chat Completions' name of the limit. */
  maxTokensName(): "max_tokens" | "max_completion_tokens";
  /** The parameters without those that the model refused before. */
  accepted<Parameters extends object>(parameters: Parameters): Partial<Parameters>;
  /** Leaves out from now on what a 400 calls unsupported; false when it says nothing of the kind. */
  learn(error: unknown): boolean;
  /** Spends tokens on thinking, which count against the limit of the reply. */
  reasons: boolean;
  /** Starts its reasoning without `<think>`: the prompt's template ends with the tag. */
  opensUnseen: boolean;
}

const OPTIONAL = [
  "temperature",
  "max_completion_tokens",
  "max_output_tokens",
  "max_tokens",
  "stream_options",
  "store",
] as const;
const UNSUPPORTED =
  /unsupported|not supported|n't support|not support|unrecognized|unknown|unexpected|extra|not permitted|not allowed|only the default/i;
const OPENS_UNSEEN = /deepseek-r1|qwq|qwen-?3.*thinking/i;

/** Remembers what a model refused, so that it is asked in the right way at once next time. */
export function createRequestSettings(model: string, isOpenAi: boolean): RequestSettings {
  const refused = new Set<string>();
  return {
    reasons: false,
    opensUnseen: OPENS_UNSEEN.test(model),

    maxTokensName() {
      const [first, second] = isOpenAi
        ? (["max_completion_tokens", "max_tokens"] as const)
        : (["max_tokens", "max_completion_tokens"] as const);
      return refused.has(first) ? second : first;
    },

    accepted(parameters) {
      const kept = Object.entries(parameters).filter(([name]) => !refused.has(name));
      return Object.fromEntries(kept) as Partial<typeof parameters>;
    },

    learn(error) {
      const name = unsupportedParameter(error);
      if (name === undefined) return false;
      refused.add(name);
      // Models that think take no other temperature than their own.
      if (name === "temperature") this.reasons = true;
      return true;
    },
  };
}

function unsupportedParameter(error: unknown): string | undefined {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) {
    return undefined;
  }
  if (!UNSUPPORTED.test(`${error.code} ${error.message}`)) return undefined;
  const param = OPTIONAL.find((name) => name === error.param);
  // The first one named: "'max_tokens' is not supported, use 'max_completion_tokens'".
  return param ?? new RegExp(`\\b(?:${OPTIONAL.join("|")})\\b`).exec(error.message)?.[0];
}
