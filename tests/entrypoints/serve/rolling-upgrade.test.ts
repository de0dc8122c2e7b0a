import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { HANDBOOK, type ShownAnswer } from "../../journeys/handbook.ts";
import { usePostgres } from "../../storage/postgres/postgres-world.ts";
import { type Browser, openBrowser } from "../../support/browser.ts";
import { createFootnote, type Serving } from "../../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

const NEWER = fileURLToPath(new URL("newer-version.ts", import.meta.url));
const QUESTION = "How many days of annual leave does every employee get?";
const postgres = usePostgres();

async function ask(browser: Browser): Promise<string | undefined> {
  const { answerId } = await browser.ask(QUESTION);
  const ends = (await browser.events(answerId)).filter(({ data }) => data.type === "finished");
  expect(ends).toHaveLength(1);
  return (ends[0]?.data.answer as ShownAnswer | undefined)?.outcome;
}

const readiness = async ({ url }: Serving) => (await fetch(`${url}/readyz`)).status;

test.each([
  ["a file", async () => ({})],
  ["Postgres", async () => ({ DATABASE_URL: (await postgres.database()).url })],
])(
  "an old version and a new one serve side by side, with the state in %s",
  async (_, state) => {
    const dataDir = temporaryFolder("data");
    const environment = await state();
    const old = createFootnote({ dataDir, environment });
    const next = createFootnote({ dataDir, environment, script: NEWER });
    writeFiles(`${old.folder}/docs`, HANDBOOK);
    await old.json("sources", "add", "files", "handbook", "--set", "path=docs");
    await old.json("sync", "handbook");
    const first = await old.serve();
    const cookies = new Map<string, string>();
    const atOld = openBrowser(first.url, cookies);
    expect(await ask(atOld)).toBe("answered");

    // The job that migrates comes first; the old one serves on.
    expect((await next.run("migrate")).code).toBe(0);
    expect([await ask(atOld), await readiness(first)]).toEqual(["answered", 200]);
    const second = await next.serve();
    const atNew = openBrowser(second.url, cookies);
    const both = [atOld, atNew, atOld, atNew, atOld, atNew];
    expect(new Set(await Promise.all(both.map(ask)))).toEqual(new Set(["answered"]));
    expect([await readiness(first), await readiness(second)]).toEqual([200, 200]);

    // The old one does not come back once it is gone: that is what the new one is for.
    expect((await first.stop()).code).toBe(0);
    const { code, stderr } = await old.run("serve");
    expect([code, stderr]).toEqual([1, expect.stringContaining("was written by a newer Footnote")]);
    expect(await ask(atNew)).toBe("answered");
    const { code: ended, stderr: said } = await second.stop();
    expect([ended, said]).toEqual([0, expect.not.stringContaining('"level":50')]);
  },
  120_000,
);
