import { ModelError } from "../models.ts";
import { createOpenAiClient } from "../openai/openai-client.ts";
import { type CommandProviderOptions, createCommandProvider } from "./command/command-provider.ts";
import { createExportProvider } from "./export-provider.ts";
import type { FineTuneProvider, FineTuneProviderId } from "./fine-tune-provider.ts";
import { createOpenAiFineTuning } from "./hosted/openai-fine-tuning.ts";
import { createTogetherClient } from "./hosted/together-client.ts";
import { createTogetherFineTuning } from "./hosted/together-fine-tuning.ts";

interface Endpoint {
  /** Without it, the vendor's own. */
  baseUrl?: string | undefined;
  apiKey?: string | undefined;
}

export interface FineTuneProviderOptions {
  /** Where the folders of runs are made. */
  runsFolder: string;
  command: Omit<CommandProviderOptions, "runsFolder">;
  openai: Endpoint;
  together: Endpoint;
}

/** @throws ModelError where the provider asks for what is not set. */
export function createFineTuneProvider(
  id: FineTuneProviderId,
  { runsFolder, command, openai, together }: FineTuneProviderOptions,
): FineTuneProvider {
  if (id === "export") return createExportProvider({ runsFolder });
  if (id === "command") return createCommandProvider({ ...command, runsFolder });
  if (id === "openai") return createOpenAiFineTuning({ client: createOpenAiClient(openai) });
  const { apiKey, baseUrl } = together;
  if (apiKey === undefined)
    throw new ModelError("unauthorized", "Together asks for a key: set TOGETHER_API_KEY.");
  return createTogetherFineTuning({ client: createTogetherClient({ baseUrl, apiKey }) });
}
