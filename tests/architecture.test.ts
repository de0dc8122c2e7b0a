import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { expect, test } from "vitest";
import { configSchema } from "../src/config.ts";
import { describeConfiguration } from "../src/entrypoints/describe-configuration.ts";
import { chatPlatforms, envExample, withDataMap } from "../src/entrypoints/generate.ts";

const ROOT = join(import.meta.dirname, "..");

async function cruiseTree(folders: string[]): Promise<ICruiseResult> {
  const options = await extractOptions(join(ROOT, ".dependency-cruiser.cjs"));
  const { output } = await cruise(folders, { ...options, baseDir: ROOT });
  if (typeof output === "string") throw new Error("expected an object");
  return output;
}

function trackedFiles(): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "src", "connectors"];
  const files = execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\n");
  return files.filter((file) => file.endsWith(".ts") && existsSync(join(ROOT, file)));
}

test("the boundary rules hold, and the checker saw every file", async () => {
  const { summary, modules } = await cruiseTree(["src", "connectors"]);
  expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  const seen = new Set(modules.map((module) => module.source));
  expect(trackedFiles().filter((file) => !seen.has(file))).toEqual([]);
  expect(seen.size).toBeGreaterThan(100);
});

test.each([
  ["connectors/planted.ts", "../src/config.ts", "connectors-stand-alone"],
  ["src/answer/planted.ts", "../storage/open-storage.ts", "pipelines-see-ports-only"],
  ["src/answer/planted.ts", "../prompts/load-prompts.ts", "pipelines-see-ports-only"],
  ["src/prompts/planted.ts", "../answer/answer-question.ts", "prompts-stand-beside-models"],
  ["src/models/planted.ts", "../answer/answer-question.ts", "adapters-ignore-each-other"],
  ["src/sync/planted.ts", "../app.ts", "only-the-root-wires"],
  [
    "src/text/planted.ts",
    "../access/audience.ts",
    "telemetry-text-and-resilience-lie-under-everything",
  ],
  [
    "src/resilience/planted.ts",
    "../models/models.ts",
    "telemetry-text-and-resilience-lie-under-everything",
  ],
  ["src/access/planted.ts", "../../tests/architecture.test.ts", "no-tests-in-production"],
])("a violation planted in %s is found", async (file, imported, rule) => {
  const planted = join(ROOT, file);
  try {
    writeFileSync(planted, `import "${imported}";\n`);
    const { summary } = await cruiseTree([file]);
    expect(summary.violations.map((v) => v.rule.name)).toContain(rule);
  } finally {
    rmSync(planted, { force: true });
  }
});

test("no file has more than 300 lines", () => {
  const long = trackedFiles().filter(
    (file) => readFileSync(join(ROOT, file), "utf8").split("\n").length > 301,
  );
  expect(long).toEqual([]);
});

test("nothing is written that Node 22 does not know", () => {
  // Types are stripped as they are, so `using` reaches the engine.
  const newer =
    /^\s*(?:for \()?(?:await )?using \w+ (?:=|of) |\b(?:RegExp\.escape|Promise\.try|Error\.isError|Math\.f16round|Atomics\.pause)\(/m;
  const users = trackedFiles().filter((file) => newer.test(readFileSync(join(ROOT, file), "utf8")));
  expect(users).toEqual([]);
});

/** The formatter aligns the columns of tables. */
const plain = (text: string) =>
  text
    .replace(/ +/g, " ")
    .replace(/-{3,}/g, "---")
    .replace(/[*]|\b_|_(?!\w)/g, "");

test(".env.example is what the schema says", () => {
  expect(readFileSync(join(ROOT, ".env.example"), "utf8")).toBe(envExample());
});

test("docs/configuration.md is what the schema says, of every variable", () => {
  const text = readFileSync(join(ROOT, "docs/configuration.md"), "utf8");
  expect(plain(text)).toBe(plain(describeConfiguration()));
  for (const name of Object.keys(configSchema.shape)) {
    expect(plain(text).split(`| \`${name}\` |`), name).toHaveLength(2);
  }
});

test("docs/chat-platforms.md is what the platforms declare", () => {
  expect(readFileSync(join(ROOT, "docs/chat-platforms.md"), "utf8")).toBe(chatPlatforms());
});

test("the data map in SECURITY.md is what the kinds of data and the variables say", () => {
  const text = readFileSync(join(ROOT, "SECURITY.md"), "utf8");
  expect(plain(text)).toBe(plain(withDataMap(text)));
  expect(text.match(/^\| `/gm)?.length).toBeGreaterThan(20);
});

const BARE_REQUEST =
  /(?<![.\w]|type )\bfetch\(|globalThis\.fetch|new (?:Proxy|EnvHttpProxy)?Agent\(|\bhttps?\.(?:request|get)\(|from "(?:node:)?(?:https?|http2|tls|dgram|undici)"|import\("(?:node:)?(?:https?|http2|tls|undici)"\)|new (?:WebSocket|EventSource|XMLHttpRequest)\(|\b(?:net|tls)\.connect\(/;

test("connectors ask nobody past the guard", () => {
  const isBare = (file: string) => BARE_REQUEST.test(readFileSync(join(ROOT, file), "utf8"));
  const asking = trackedFiles().filter((file) => file.startsWith("connectors/") && isBare(file));
  expect(asking.sort()).toEqual([
    "connectors/shared/guard/guarded-fetch.ts",
    "connectors/shared/guard/open-agents.ts",
  ]);
});

test.each([
  ...["await fetch(url)", "(fetch(url))", "globalThis.fetch(url)", "http.request(url)"],
  ...["new Agent({})", 'import { request } from "node:https"', 'await import("undici")'],
  ...["new WebSocket(url)", "net.connect(80)", 'import https from "https"'],
])("%s is known for a request past the guard", (line) => {
  expect(BARE_REQUEST.test(line)).toBe(true);
});

test.each(["guardedFetch(url)", "type fetch(url)", "client.fetch(url)", "fetchOnce(url)"])(
  "%s is none",
  (line) => {
    expect(BARE_REQUEST.test(line)).toBe(false);
  },
);

test("only the configuration reads the environment", () => {
  const readers = trackedFiles().filter((file) =>
    readFileSync(join(ROOT, file), "utf8").includes("process.env"),
  );
  expect(readers).toEqual(["src/config.ts"]);
});
