import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../../..");
const CONNECT = "src/chat/teams/connect";

function importers(pattern: RegExp): string[] {
  const files = globSync("{src,connectors}/**/*.ts", { cwd: ROOT });
  return files.filter((file) => pattern.test(readFileSync(join(ROOT, file), "utf8")));
}

test("one file loads the Bot Framework, and one folder knows of it", () => {
  const loads = /^(?:import (?!type )[^;]*|.*\bimport\()["']bot(?:builder|framework)/m;
  expect(importers(loads)).toEqual([`${CONNECT}/connector-client.ts`]);
  const knows = importers(/["']bot(?:builder|framework)[\w/.-]*["']/);
  expect(knows.filter((file) => !file.startsWith(`${CONNECT}/`))).toEqual([]);
});

test("it is not loaded before something is sent", () => {
  const script = `
    import { Module } from "node:module";
    const { createTeamsConnector } = await import("./${CONNECT}/create-teams-connector.ts");
    const { createVerifier } = await import("./${CONNECT}/verify/create-verifier.ts");
    const options = { isPlayground: true, tenantIds: [] };
    createVerifier(options, { now: Date.now });
    const connector = createTeamsConnector(options, {});
    const loaded = () => Object.keys(Module._cache).some((file) => file.includes("botframework-"));
    const before = loaded();
    const at = { serviceUrl: "http://127.0.0.1:9/", tenantId: "t", conversationId: "c" };
    await connector.send(at, { type: "typing" }).catch(() => undefined);
    console.log(JSON.stringify([before, loaded()]));
  `;
  const args = ["--input-type=module", "--eval", script];
  expect(JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }))).toEqual(
    [false, true],
  );
});
