import { expect, test } from "vitest";
import { allowedAccessIds, EVERYONE } from "../../src/access/audience.ts";
import { createPromptSuggester } from "../../src/conversation/suggest-prompts.ts";
import type { LanguageModel } from "../../src/models/models.ts";
import { loadPrompts } from "../../src/prompts/load-prompts.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openApp, syncFiles } from "../support/open-app.ts";

const PROMPTS = new URL("../../prompts", import.meta.url).pathname;

test("a model suggests questions once for each audience, from what that may read", async () => {
  const app = await openApp();
  await syncFiles(app, {
    "leave.md": "# Annual leave\n\nEvery employee gets 28 days of annual leave per year.\n",
    "finance/bonus.md": "# Bonus pool\n\nThe bonus pool is large.\n",
    "_access.yaml": "finance/**: [group:finance]\n",
  });
  const asked: string[] = [];
  const model: LanguageModel = {
    id: "test/model",
    contextTokens: 8_000,
    async *generate({ input }) {
      asked.push(input);
      yield JSON.stringify({ questions: ["How many days of annual leave does an employee get?"] });
    },
  };
  let now = 0;
  const assistant = { model, prompts: loadPrompts(PROMPTS), logger: createLogger("silent") };
  const { signal } = new AbortController();
  const suggest = createPromptSuggester({ ...app, assistant, now: () => now }, signal);
  const allowed = allowedAccessIds(EVERYONE, await app.answering.accessLists());
  expect(await suggest(allowed)).toBeUndefined();
  await expect
    .poll(() => suggest(allowed))
    .toEqual(["How many days of annual leave does an employee get?"]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("28 days");
  expect(asked[0]).not.toContain("bonus pool");
  now = 25 * 3_600_000;
  expect(await suggest(allowed)).toHaveLength(1);
  await expect.poll(() => asked.length).toBe(2);
});

test("what was suggested goes with the right to a document that it was made of", async () => {
  const app = await openApp();
  const page = "# Bonus pool\n\nThe bonus pool is large.\n";
  const folder = await syncFiles(app, { "bonus.md": page, "leave.md": "# Leave\n\n28 days.\n" });
  const model: LanguageModel = {
    id: "test/model",
    contextTokens: 8_000,
    async *generate({ input }) {
      const question = input.includes("bonus pool")
        ? "How large is the bonus pool?"
        : "How many days of leave are there?";
      yield JSON.stringify({ questions: [question] });
    },
  };
  const assistant = { model, prompts: loadPrompts(PROMPTS), logger: createLogger("silent") };
  const suggest = createPromptSuggester(
    { ...app, assistant, now: () => 0 },
    new AbortController().signal,
  );
  // The page's list is another one from now on; the list that was asked for is the same.
  const allowed = allowedAccessIds(EVERYONE, await app.answering.accessLists());
  await expect.poll(() => suggest(allowed)).toEqual(["How large is the bonus pool?"]);
  await syncFiles(app, { "_access.yaml": "bonus.md: [group:finance]\n" }, folder);
  expect(allowedAccessIds(EVERYONE, await app.answering.accessLists())).toEqual(allowed);
  expect(await suggest(allowed)).toBeUndefined();
  await expect.poll(() => suggest(allowed)).toEqual(["How many days of leave are there?"]);
});
