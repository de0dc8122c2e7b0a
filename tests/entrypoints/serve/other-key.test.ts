import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createFootnote } from "../../support/footnote.ts";

const key = () => randomBytes(32).toString("base64");

test("a start with another key than the one that secrets are under says so", async () => {
  const environment = { FOOTNOTE_SECRET_KEY: key() };
  const first = createFootnote({ environment });
  const serving = await first.serve();
  expect((await serving.stop()).stderr).not.toContain("Problem: secrets");
  const { folder, dataDir } = first;
  const other = createFootnote({ folder, dataDir, environment: { FOOTNOTE_SECRET_KEY: key() } });
  const wrong = await other.serve();
  await expect
    .poll(wrong.stderr, { timeout: 15_000 })
    .toMatch(/^Problem: secrets: no key here opens .*\(set FOOTNOTE_SECRET_KEY_OLD/m);
  await wrong.stop();
}, 60_000);
