import { afterEach, expect, test } from "vitest";
import { connectorKinds, findConnector } from "../../../connectors/registry.ts";
import { allowInternalHosts } from "../../../connectors/shared/guard/allowed-hosts.ts";
import { readSourceForm } from "../../../src/administration/forms/read-source-form.ts";
import { changeSourceForm, newSourceForm } from "../../../src/administration/forms/source-form.ts";

afterEach(() => allowInternalHosts([]));

const deps = { findConnector, connectorKinds, chatFolders: ["/"], now: () => 1 };

function definitionOf(kind: string) {
  return findConnector(kind) ?? expect.fail(`there is no ${kind}`);
}

function addressesIn(kind: string, form: { fields: readonly { name: string }[] }): string[] {
  const { settingRoles } = definitionOf(kind);
  const names = form.fields.map(({ name }) => name.replace(/^set:/, ""));
  return names.filter((name) => settingRoles[name] === "address");
}

test("of all addresses, a chat can say where a new Confluence is, and no other", () => {
  const offered = connectorKinds.flatMap((kind) =>
    addressesIn(kind, newSourceForm(definitionOf(kind))),
  );
  expect(offered).toEqual(["site"]);
  for (const kind of connectorKinds) {
    const record = {
      ...{ name: "docs", kind, settings: {}, audience: ["everyone"], schedule: undefined },
    } as unknown as Parameters<typeof changeSourceForm>[0];
    expect(addressesIn(kind, changeSourceForm(record, definitionOf(kind)))).toEqual([]);
  }
});

function readSite(site: string) {
  const form = newSourceForm(definitionOf("confluence"));
  const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
  // A field that the form has not is nothing, whoever sends it.
  const extra = { "set:apiUrl": "http://127.0.0.1:1", "set:authUrl": "http://127.0.0.1:1" };
  const values = { ...initial, name: "wiki", "set:site": site, audience: "everyone", ...extra };
  return readSourceForm(form, values, {}, deps);
}

test.each([
  ...[
    "http://acme.atlassian.net",
    "http://127.0.0.1:4700",
    "https://127.0.0.1",
    "https://localhost",
  ],
  ...[
    "https://2130706433",
    "https://0x7f.1",
    "https://0.0.0.0",
    "https://[::1]",
    "https://10.0.0.5",
  ],
  ...["https://[::ffff:10.0.0.5]", "https://169.254.169.254/wiki", "https://100.64.0.1"],
])("a chat cannot have %s read", (site) => {
  const result = readSite(site);
  expect(result).toEqual({
    errors: {
      "set:site": expect.stringMatching(
        /^Give an address of the internet.*FOOTNOTE_INTERNAL_HOSTS/,
      ),
    },
  });
});

test("but what is public, and what was allowed", () => {
  for (const site of ["https://acme.atlassian.net", "https://8.8.8.8"]) {
    expect(readSite(site)).toMatchObject({ read: { settings: { site } } });
  }
  expect(readSite("https://acme.atlassian.net")).not.toHaveProperty("read.settings.apiUrl");
  allowInternalHosts(["wiki.corp.local", "10.0.0.0/8"]);
  expect(readSite("http://wiki.corp.local")).toHaveProperty("read");
  expect(readSite("https://10.0.0.5")).toHaveProperty("read");
  expect(readSite("https://192.168.0.5")).toHaveProperty("errors");
});
