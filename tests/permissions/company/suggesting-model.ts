import type { LanguageModel } from "../../../src/models/models.ts";

const MOST = 4;

/** Makes questions of the facts that it is given, and so gives away whatever it is given. */
export const suggestingModel: LanguageModel = {
  id: "test/suggests",
  contextTokens: 8_000,
  async *generate({ input }) {
    const facts = [...input.matchAll(/The ([a-z ]+ of \w+ \w+) is \d/g)];
    const questions = facts.slice(0, MOST).map(([, fact]) => `What is the ${fact}?`);
    yield JSON.stringify({ questions });
  },
};
