import { join } from "node:path";
import { Command } from "commander";
import { expect, onTestFinished, test, vi } from "vitest";
import { UsageError } from "../../src/entrypoints/cli/command-context.ts";
import { addUsageCommand } from "../../src/entrypoints/cli/operations/usage-command.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** The command on a data folder that holds this usage; returns what it prints. */
async function usage(used: [daysAgo: number, model: string, tokens: number][], ...args: string[]) {
  const dataDir = temporaryFolder("data");
  const storage = await openStorage({ file: join(dataDir, "state.sqlite") });
  for (const [days, model, tokens] of used) {
    const row = { day: daysAgo(days), model, calls: 1 };
    await storage.modelUsage.add({ ...row, inputTokens: tokens, outputTokens: tokens / 10 });
  }
  await storage.close();
  vi.stubEnv("FOOTNOTE_DATA_DIR", dataDir);
  vi.stubEnv("FOOTNOTE_EMBEDDER", "none");
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => {
    write.mockRestore();
    vi.unstubAllEnvs();
  });
  const program = new Command("footnote").exitOverride();
  addUsageCommand(program);
  await program.parseAsync(["usage", ...args], { from: "user" });
  const printed = write.mock.calls.map(([text]) => text).join("");
  write.mockClear();
  return printed;
}

test("tokens by day and model, with costs where prices are configured", async () => {
  vi.stubEnv("FOOTNOTE_PRICE_INPUT", "1.5");
  vi.stubEnv("FOOTNOTE_PRICE_OUTPUT", "10");
  const used: Parameters<typeof usage>[0] = [
    [0, "openai/b", 1_000_000],
    [0, "openai/a", 1_000],
    [1, "openai/a", 2_000],
    [2, "openai/a", 9_000],
  ];
  const report = JSON.parse(await usage(used, "--days", "2", "--json"));
  const row = (day: number, model: string, inputTokens: number, costUsd: number) => ({
    ...{ day: daysAgo(day), model, calls: 1, inputTokens },
    ...{ outputTokens: inputTokens / 10, costUsd },
  });
  expect(report).toEqual({
    from: daysAgo(1),
    to: daysAgo(0),
    usage: [
      row(1, "openai/a", 2_000, 0.005),
      row(0, "openai/a", 1_000, 0.0025),
      row(0, "openai/b", 1_000_000, 2.5),
    ],
    total: { calls: 3, inputTokens: 1_003_000, outputTokens: 100_300, costUsd: 2.5075 },
  });
  const forPeople = (await usage(used)).trimEnd().split("\n");
  expect(forPeople).toHaveLength(6);
  expect(forPeople[1]).toMatch(/openai\/a +1 +9,000 +900 +\$0\.0225$/);
  expect(forPeople[5]).toMatch(/^total +4 +1,012,000 +101,200 +\$2\.53$/);
});

test("without prices there are no costs, and it says how to have them", async () => {
  const printed = await usage([[0, "openai/a", 1_000]]);
  expect(printed).not.toContain("$");
  expect(printed).toContain("FOOTNOTE_PRICE_INPUT");
  expect(JSON.parse(await usage([[0, "openai/a", 1_000]], "--json")).total.costUsd).toBeNull();
});

test("nothing used is said in one line, and a bad number of days is a usage error", async () => {
  expect(await usage([])).toMatch(/^No language model was asked from .* to .*\n$/);
  expect(JSON.parse(await usage([], "--json"))).toMatchObject({ usage: [], total: { calls: 0 } });
  await expect(usage([], "--days", "0")).rejects.toBeInstanceOf(UsageError);
});
