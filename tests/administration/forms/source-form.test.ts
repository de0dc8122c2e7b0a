import { expect, test } from "vitest";
import { z } from "zod";
import { connectorKinds, findConnector } from "../../../connectors/registry.ts";
import { readSourceForm } from "../../../src/administration/forms/read-source-form.ts";
import { changeSourceForm, newSourceForm } from "../../../src/administration/forms/source-form.ts";
import type { AdminForm, FormValues } from "../../../src/chat/admin-forms.ts";
import type { SourceRecord } from "../../../src/storage/storage.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DOCS = temporaryFolder("docs");
const deps = { findConnector, connectorKinds, chatFolders: ["/"], now: () => 1 };

function definitionOf(kind: string) {
  return findConnector(kind) ?? expect.fail(`there is no ${kind}`);
}

function formOf(kind: string): AdminForm {
  return newSourceForm(definitionOf(kind));
}

/** None of those that ship asks for a number in its form. */
const sizedForm = newSourceForm({
  ...definitionOf("files"),
  settings: z.object({ depth: z.coerce.number().int().min(1).default(3).describe("How deep.") }),
  settingRoles: { depth: "scope" },
});

/** A form as it is sent off when only these fields were touched. */
function filled(form: AdminForm, values: FormValues): FormValues {
  const initial = form.fields.filter(({ initial: text }) => text !== "");
  return { ...Object.fromEntries(initial.map((f) => [f.name, f.initial])), ...values };
}

function read(form: AdminForm, values: FormValues, before = {}) {
  const result = readSourceForm(form, filled(form, values), before, deps);
  if ("errors" in result) throw new Error(JSON.stringify(result.errors));
  return result.read;
}

function errorsOf(form: AdminForm, values: FormValues) {
  const result = readSourceForm(form, filled(form, values), {}, deps);
  return "errors" in result ? result.errors : {};
}

const REQUIRED: Record<string, FormValues> = {
  files: { "set:path": DOCS },
  notion: {},
  "google-drive": {},
  confluence: { "set:site": "https://acme.atlassian.net" },
};

test.each(connectorKinds)("the form for %s asks for what it needs, and reads back", (kind) => {
  const form = formOf(kind);
  const names = form.fields.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const needed = form.fields.filter((f) => f.isRequired && f.name.startsWith("set:"));
  expect(needed.map(({ name }) => name)).toEqual(Object.keys(REQUIRED[kind] ?? {}));
  expect(names).toEqual(expect.arrayContaining(["name", "audience", "schedule", "cron"]));
  for (const field of form.fields) {
    expect(field.label).toMatch(/^[A-Z]/);
    if (field.name.startsWith("set:")) expect(field.hint).toBeTruthy();
    if (field.type === "choice") {
      expect(field.options.map(({ value }) => value)).toContain(field.initial);
    }
  }
  // What is left alone is not said, so that what is usual may change one day.
  const source = read(form, { ...REQUIRED[kind], name: "docs" });
  expect(source).toMatchObject({ name: "docs", schedule: "0 * * * *" });
  expect(Object.keys(source.settings).map((key) => `set:${key}`)).toEqual(
    Object.keys(REQUIRED[kind] ?? {}),
  );
  expect(errorsOf(form, {})).toHaveProperty("name");
});

test("where a secret is sent to, and how fast and how much of a source is read, is asked by no form", () => {
  const fields = connectorKinds.flatMap((kind) => formOf(kind).fields);
  const left = fields.filter(({ name }) =>
    /Url$|timeoutMs|requests|sweep|audiences|max/.test(name),
  );
  expect(left.map(({ name }) => name)).toEqual(["set:baseUrl"]);
  // A form shows no Markdown.
  expect(fields.filter(({ hint }) => hint?.includes("`"))).toEqual([]);
  const site = { name: "docs", kind: "confluence", settings: REQUIRED.confluence } as never;
  const change = changeSourceForm(
    { ...(site as SourceRecord), audience: [] },
    definitionOf("confluence"),
  );
  expect(change.fields.map(({ name }) => name)).not.toContain("set:site");
});

test("fields have the type that their settings take", () => {
  const byName = Object.fromEntries(
    [
      ...formOf("files").fields,
      ...formOf("confluence").fields,
      ...formOf("google-drive").fields,
    ].map((field) => [field.name, field]),
  );
  expect(byName["set:include"]?.type).toBe("lines");
  expect(byName["set:spaces"]?.type).toBe("lines");
  expect(byName["set:path"]).toMatchObject({ type: "text", label: "Path" });
  expect(byName["set:baseUrl"]?.label).toBe("Base URL");
  expect(sizedForm.fields).toContainEqual(
    expect.objectContaining({ name: "set:depth", type: "number", range: { min: 1 } }),
  );
  expect(byName["set:attachments"]).toMatchObject({ type: "choice", initial: "true" });
  expect(byName["set:archived"]).toMatchObject({ type: "choice", initial: "false" });
  expect(byName["set:myDrive"]?.options.map(({ label }) => label)).toEqual(["Yes", "No"]);
  expect(byName["set:linkSharing"]?.options.map(({ value }) => value)).toEqual([
    ...["nobody", "domain", "public"],
  ]);
});

test("lines, choices and schedules become what `sources add` would be given", () => {
  const { settings, audience, schedule } = read(formOf("files"), {
    name: "docs",
    "set:path": `  ${DOCS} `,
    "set:include": "**/*.{md,html}\n\n notes/** ,more/**",
    "set:stripExtension": "true",
    audience: "user:Ana@Acme.com\neveryone, everyone",
    schedule: "other",
    cron: " 30 6 * * 1-5 ",
  });
  expect(settings).toEqual({
    path: DOCS,
    include: "**/*.{md,html},notes/**,more/**",
    stripExtension: "true",
  });
  expect(audience).toEqual(["everyone", "user:ana@acme.com"]);
  expect(schedule).toBe("30 6 * * 1-5");
  const values = { name: "docs", "set:path": DOCS, schedule: "on-demand", audience: "" };
  expect(read(formOf("files"), values)).toMatchObject({ schedule: undefined, audience: [] });
});

test.each([
  ["files", { name: "Bad Name" }, "name", /use 1 to 64 lower-case letters/],
  ["files", { "set:path": " " }, "set:path", /Path is missing/],
  ["files", { "set:baseUrl": "ftp://x" }, "set:baseUrl", /must start with http/],
  ["files", { audience: "everybody" }, "audience", /"everybody" is not a principal/],
  ["files", { cron: "0 3 * * *" }, "cron", /Choose "Other" above/],
  ["files", { schedule: "other" }, "cron", /Write a cron expression/],
  ["files", { schedule: "other", cron: "soon" }, "cron", /"soon" is not a schedule/],
  ["files", { schedule: "never" }, "schedule", /Choose/],
  ["confluence", { "set:site": "acme" }, "set:site", /must be the site's address/],
  ["confluence", { "set:email": "ana" }, "set:email", /must be the e-mail address/],
  ["google-drive", { "set:folders": "tiny" }, "set:folders", /no folder of Google Drive/],
  ["notion", { "set:comments": "some" }, "set:comments", /Choose one of those/],
] as const)("%s with %j is wrong at %s", (kind, values, field, sentence) => {
  const errors = errorsOf(formOf(kind), { name: "docs", ...REQUIRED[kind], ...values });
  expect(errors[field]).toMatch(sentence);
  expect(Object.keys(errors)).toEqual([field]);
});

test("what is longer than any form is refused", () => {
  const values = { name: "docs", "set:path": DOCS, "set:include": "9".repeat(3_001) };
  expect(errorsOf(formOf("files"), values)).toEqual({ "set:include": "This is too long." });
});

test("what no field asks for is not taken", () => {
  const crafted = { name: "docs", "set:apiUrl": "http://evil.example", "set:timeoutMs": "1" };
  expect(read(formOf("notion"), crafted).settings).toEqual({});
  const inherited = JSON.parse(
    '{"name": "docs", "__proto__": {"cron": "0 3 * * *"}}',
  ) as FormValues;
  expect(read(formOf("notion"), inherited).schedule).toBe("0 * * * *");
});

test("the form that changes a source shows how it is, and says only what differs", () => {
  const settings = { site: "https://acme.atlassian.net", spaces: "HR,IT", comments: "off" };
  const record = {
    ...{ name: "wiki", kind: "confluence", settings, audience: ["everyone"] },
    ...{ schedule: "5 4 * * *" },
  } as unknown as SourceRecord;
  const form = changeSourceForm(record, definitionOf("confluence"));
  const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
  expect(initial).toMatchObject({
    "set:spaces": "HR\nIT",
    "set:comments": "false",
    audience: "everyone",
    schedule: "other",
    cron: "5 4 * * *",
  });
  expect(initial).not.toHaveProperty("name");
  expect(read(form, {}, settings)).toMatchObject({ settings: {}, schedule: "5 4 * * *" });
  expect(read(form, { "set:spaces": "", "set:archived": "true" }, settings).settings).toEqual({
    spaces: undefined,
    archived: "true",
  });
});
