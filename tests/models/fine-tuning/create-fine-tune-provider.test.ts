import { expect, test } from "vitest";
import { createFineTuneProvider } from "../../../src/models/fine-tuning/create-fine-tune-provider.ts";
import { FINE_TUNE_PROVIDERS } from "../../../src/models/fine-tuning/fine-tune-provider.ts";

const command = { command: ["true"], environment: {}, workFolder: ".", timeLimitMs: 1_000 };
const OPTIONS = { runsFolder: "runs", command, openai: {}, together: {} };

test("each provider is made by its name, and says whether rows leave", () => {
  const endpoint = { baseUrl: "http://127.0.0.1:9/v1", apiKey: "key" };
  const made = FINE_TUNE_PROVIDERS.map((id) =>
    createFineTuneProvider(id, { ...OPTIONS, openai: endpoint, together: endpoint }),
  );
  expect(made.map(({ id, hosted }) => [id, hosted])).toEqual([
    ["export", false],
    ["command", false],
    ["openai", true],
    ["together", true],
  ]);
});

test.each(["openai", "together"] as const)("%s asks for a key", (id) => {
  expect(() => createFineTuneProvider(id, OPTIONS)).toThrow(/asks for/);
});
