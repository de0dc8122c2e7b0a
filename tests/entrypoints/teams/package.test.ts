import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCommands } from "../../../src/administration/commands/all-commands.ts";
import { buildPackage } from "../../../src/entrypoints/teams/build-package.ts";
import { readPackageValues } from "../../../src/entrypoints/teams/package-values.ts";
import { checkWishes, type PackageWishes } from "../../../src/entrypoints/teams/package-wishes.ts";
import { readPng } from "../../../src/entrypoints/teams/read-png.ts";
import { readZip } from "./read-zip.ts";

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, "../../..");
const TEMPLATE = join(ROOT, "deploy/teams");
const APP_ID = "0e4b7f0c-4b8e-4f4e-9b0a-0123456789ab";
const ENVIRONMENT = { TEAMS_APP_ID: APP_ID, FOOTNOTE_PUBLIC_URL: "https://footnote.example.com" };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "footnote-teams-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the command that the guide names does, given these variables alone. */
async function runPackage(environment: Record<string, string>, ...args: string[]) {
  const command = join(ROOT, "src/entrypoints/teams/package-command.ts");
  const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: "1", INIT_CWD: folder, ...environment };
  try {
    const run = promisify(execFile);
    const { stdout, stderr } = await run(process.execPath, [command, ...args], { env, cwd: ROOT });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** Microsoft's published schema of the version that a manifest names. */
async function readSchema(version: string): Promise<object> {
  const schemas = join(require.resolve("@microsoft/app-manifest"), "../json-schemas/teams");
  const path = join(schemas, `v${version}/MicrosoftTeams.schema.json`);
  const { $schema, ...schema } = JSON.parse(await readFile(path, "utf8"));
  // Ajv knows no draft 4 by name; what this schema uses of it is the same in later ones.
  expect($schema).toBe("http://json-schema.org/draft-04/schema#");
  expect(JSON.stringify(schema)).not.toMatch(/"exclusiveM\w+":(true|false)/);
  return schema;
}

async function complaints(manifest: { manifestVersion: string }): Promise<string[]> {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(await readSchema(manifest.manifestVersion));
  validate(manifest);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What stands behind the command in the setup guide, as a shell reads it. */
async function guideArguments(): Promise<string[]> {
  const guide = await readFile(join(TEMPLATE, "README.md"), "utf8");
  const [, line = ""] = /npm run teams:package -- (.+)/.exec(guide) ?? [];
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

test("what the guide says makes a package that Teams takes, by Microsoft's own schema", async () => {
  const { code, stderr } = await runPackage(ENVIRONMENT, ...(await guideArguments()));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const files = await readZip(await readFile(join(folder, "footnote-teams.zip")));
  expect([...files.keys()].sort()).toEqual(["color.png", "manifest.json", "outline.png"]);
  const text = files.get("manifest.json")?.toString() ?? "";
  expect(text).not.toMatch(/\{\{|\}\}/);
  const manifest = JSON.parse(text);
  expect(await complaints(manifest)).toEqual([]);
  expect(await complaints({ ...manifest, developer: {}, bots: [{ botId: "x" }] })).not.toEqual([]);
  expect(manifest).toMatchObject({
    id: APP_ID,
    developer: { name: "Example Ltd", privacyUrl: "https://example.com/privacy" },
    bots: [{ botId: APP_ID, scopes: ["personal", "team", "groupChat"] }],
    composeExtensions: [{ botId: APP_ID }],
    validDomains: ["footnote.example.com"],
    webApplicationInfo: { id: APP_ID },
  });
  expect(readPng(files.get("color.png") ?? Buffer.of())).toMatchObject({ width: 192, height: 192 });
  const outline = readPng(files.get("outline.png") ?? Buffer.of());
  expect(outline).toEqual({ width: 32, height: 32, hasAlpha: true });
});

test("each command of the menu is one that Footnote knows", async () => {
  const manifest = JSON.parse(await readFile(join(TEMPLATE, "manifest.json"), "utf8"));
  const known = new Set(allCommands.map(({ name }) => `/${name}`));
  for (const { commands } of manifest.bots[0].commandLists) {
    for (const { title } of commands) expect(known).toContain(title);
  }
});

test("the guide says what each permission is for that the app asks for", async () => {
  const { authorization } = JSON.parse(await readFile(join(TEMPLATE, "manifest.json"), "utf8"));
  const guide = await readFile(join(TEMPLATE, "README.md"), "utf8");
  const asked: { name: string }[] = authorization.permissions.resourceSpecific;
  expect(asked.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}\``))).toEqual(
    [],
  );
});

test("the same values make the same bytes, wherever and whenever", async () => {
  const build = () => buildPackage(TEMPLATE, readPackageValues({}, ENVIRONMENT));
  const zone = process.env.TZ;
  try {
    process.env.TZ = "Asia/Tokyo";
    const first = Buffer.from(await build());
    process.env.TZ = "America/Lima";
    expect(first.equals(await build())).toBe(true);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test.each([
  [{}, {}, "TEAMS_APP_ID is not set: give the application (client) id of your app"],
  [{ ...ENVIRONMENT, TEAMS_APP_ID: "" }, {}, "TEAMS_APP_ID is not set: "],
  [{ ...ENVIRONMENT, TEAMS_APP_ID: "footnote" }, {}, "TEAMS_APP_ID is not usable: it looks like"],
  [{ TEAMS_APP_ID: APP_ID }, {}, "FOOTNOTE_PUBLIC_URL is not set to an https:// address"],
  [{ ...ENVIRONMENT, FOOTNOTE_PUBLIC_URL: "http://localhost:3000" }, {}, "FOOTNOTE_PUBLIC_URL is"],
  [{ ...ENVIRONMENT, FOOTNOTE_PUBLIC_URL: "https://127.0.0.1" }, {}, "FOOTNOTE_PUBLIC_URL is"],
  [{ ...ENVIRONMENT, FOOTNOTE_PUBLIC_URL: "https://192.168.1.3:8443" }, {}, "FOOTNOTE_PUBLIC_URL"],
  [{ ...ENVIRONMENT, TEAMS_APP_ID: "00000000-0000-0000-0000-000000000000" }, {}, "TEAMS_APP_ID"],
  [ENVIRONMENT, { company: "{{TEAMS_APP_ID}}" }, "its value holds a placeholder itself"],
])("%j %j is refused", async (environment, wishes, sentence) => {
  const build = async () => buildPackage(TEMPLATE, readPackageValues(wishes, environment));
  await expect(build()).rejects.toThrow(sentence);
});

test.each<[PackageWishes, string]>([
  [
    { company: "x".repeat(33) },
    `--company "${"x".repeat(33)}" is not usable: it is longer than 32`,
  ],
  [{ company: " " }, '--company " " is not usable: it is empty.'],
  [{ company: "Example\nLtd" }, "it is more than one line."],
  [{ company: "Example\u2028Ltd" }, "it is more than one line."],
  [{ company: "Example \u202edtL" }, "it holds characters that turn the direction of others."],
  [{ company: "{{COMPANY}}" }, '--company "{{COMPANY}}" is not usable: it holds a placeholder'],
  [{ privacy: "https://example.com/{{x}}" }, '--privacy "https://example.com/{{x}}" is not usable'],
  [{ website: "https://localhost" }, "it is an address that only this machine knows."],
  [{ website: "https://example.com/a b" }, "it holds a space."],
  [
    { website: "javascript:alert(1)" },
    '--website "javascript:alert(1)" is not usable: it is no https',
  ],
  [
    { privacy: "http://example.com" },
    '--privacy "http://example.com" is not usable: it is no https',
  ],
  [{ privacy: "https://me:pw@example.com/@us" }, "--privacy"],
  [{ terms: "" }, '--terms "" is not usable: it is no https:// address.'],
  [{ appVersion: "2" }, '--app-version "2" is not usable: it is no version: that is three'],
  [{ appVersion: "1.0.01" }, '--app-version "1.0.01" is not usable'],
  [{ appVersion: "1.0.0-beta" }, "--app-version"],
])("%j is refused by the option's name", (wishes, sentence) => {
  expect(() => checkWishes(wishes)).toThrow(sentence);
});

test("what else is given stands as it is", () => {
  const wishes = { company: "Example", terms: "https://example.com/@us", appVersion: "1.10.0" };
  expect(checkWishes(wishes)).toEqual(wishes);
});

test.each([
  [{}, [], "TEAMS_APP_ID is not set"],
  [ENVIRONMENT, ["--out", "no/such/folder.zip"], "there is no such file or folder"],
  [ENVIRONMENT, ["--app-version", "1.0.01"], '--app-version "1.0.01" is not usable'],
  [ENVIRONMENT, ["--frob"], "unknown option '--frob': \"npm run teams:package -- --help\""],
])("%j %j is answered with one line", async (environment, args, sentence) => {
  const { code, stdout, stderr } = await runPackage(environment, ...args);
  expect(code).not.toBe(0);
  expect(stdout).toBe("");
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a template that was spoilt is refused", async () => {
  const spoilt = join(folder, "template");
  await cp(TEMPLATE, spoilt, { recursive: true });
  const build = () => buildPackage(spoilt, readPackageValues({}, ENVIRONMENT));
  const path = join(spoilt, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  const withManifest = async (changed: object) => {
    await writeFile(path, JSON.stringify({ ...manifest, ...changed }));
    return expect(build()).rejects;
  };
  await (await withManifest({ accentColor: "{{COLOUR}}" })).toThrow("nothing has this name");
  const other = { ...manifest.webApplicationInfo, id: "12345678-1234-1234-1234-123456789abc" };
  await (await withManifest({ webApplicationInfo: other })).toThrow("is not the app's own id");
  await (await withManifest({ version: "1.0" })).toThrow('version ("1.0") is no version');
  const outside = { color: "../color.png", outline: "outline.png" };
  await (await withManifest({ icons: outside })).toThrow("is no PNG beside the manifest");
  const swapped = { color: "outline.png", outline: "color.png" };
  await (await withManifest({ icons: swapped })).toThrow("give a PNG of 192 x 192 pixels");
  await writeFile(path, "{");
  await expect(build()).rejects.toThrow("is no JSON");
});
