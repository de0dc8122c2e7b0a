import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const APP_ID = "5b9c2a34-0c1d-4e0e-9f3a-2d6c5e7f8a90";
const ONE = "0f3b8d52-6a1c-4c55-8d5e-b1f0a7c3e2d4";
const TWO = "7c1de9a0-52ab-4b3f-9f5d-08f3c1a2b3c4";
const APP = { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: "secret", TEAMS_TENANT_ID: ONE };

test("one tenant or several, with admins, Graph and a pretend Teams", () => {
  expect(readConfig({}, {}).teams).toBeUndefined();
  expect(readConfig({}, { TEAMS_GRAPH: "off", TEAMS_PLAYGROUND: "off" }).teams).toBeUndefined();
  expect(readConfig({}, APP).teams).toEqual({
    app: { id: APP_ID, password: "secret" },
    isMultiTenant: false,
    tenantIds: [ONE],
    admins: [],
    isGraphOn: false,
    pretendUrl: undefined,
    isPlayground: false,
  });
  const several = {
    ...{ ...APP, TEAMS_TENANT_ID: "", TEAMS_TENANT_IDS: `${ONE}, ${TWO.toUpperCase()} ${ONE}` },
    ...{ TEAMS_ADMINS: `Amy@Lakeside.example.com, ${TWO}`, TEAMS_GRAPH: "on" },
    FOOTNOTE_TEAMS_PRETEND_URL: "http://127.0.0.1:4800/",
  };
  expect(readConfig({}, several).teams).toMatchObject({
    isMultiTenant: true,
    tenantIds: [ONE, TWO],
    admins: ["amy@lakeside.example.com", TWO],
    isGraphOn: true,
    pretendUrl: "http://127.0.0.1:4800",
  });
});

test("the playground needs no app, and has no tenant, Graph or pretend Teams", () => {
  const { teams } = readConfig(
    {},
    { TEAMS_PLAYGROUND: "on", TEAMS_ADMINS: "amy@lakeside.example.com" },
  );
  expect(teams).toMatchObject({ app: undefined, isPlayground: true, tenantIds: [] });
  expect(teams?.admins).toEqual(["amy@lakeside.example.com"]);
});

test.each([
  [{ TEAMS_APP_ID: "" }, "TEAMS_APP_PASSWORD is set, but not TEAMS_APP_ID"],
  [{ TEAMS_APP_ID: "", TEAMS_APP_PASSWORD: "" }, "TEAMS_TENANT_ID is set, but not TEAMS_APP_ID"],
  [{ TEAMS_APP_ID: "footnote" }, "TEAMS_APP_ID is not usable"],
  [{ TEAMS_APP_PASSWORD: "" }, "not TEAMS_APP_PASSWORD"],
  [{ TEAMS_TENANT_ID: "" }, "but no tenant"],
  [{ TEAMS_TENANT_IDS: TWO }, "unset one of them"],
  [{ TEAMS_TENANT_ID: "lakeside.onmicrosoft.com" }, '"lakeside.onmicrosoft.com" is no id'],
  [{ TEAMS_TENANT_ID: `${ONE},${TWO}` }, "TEAMS_TENANT_ID is not usable"],
  [{ TEAMS_TENANT_ID: "", TEAMS_TENANT_IDS: `${ONE},T1` }, '"t1" is no id of a tenant'],
  [{ TEAMS_TENANT_ID: "", TEAMS_TENANT_IDS: " , " }, "TEAMS_TENANT_IDS is not usable"],
  [{ TEAMS_ADMINS: "amy" }, '"amy" is neither'],
  [{ TEAMS_GRAPH: "yes" }, "TEAMS_GRAPH is not usable"],
  [{ FOOTNOTE_TEAMS_PRETEND_URL: "teams" }, "it looks like http://127.0.0.1:4800"],
  [{ TEAMS_PLAYGROUND: "on" }, "without an app, and TEAMS_APP_ID is set"],
])("what contradicts itself is said: %o", (change, sentence) => {
  expect(() => readConfig({}, { ...APP, ...change })).toThrow(sentence);
});

test.each([
  [{ FOOTNOTE_PUBLIC_URL: "https://footnote.example.com" }, "for this machine alone"],
  [{ TEAMS_GRAPH: "on" }, "TEAMS_GRAPH needs an app"],
  [{ FOOTNOTE_TEAMS_PRETEND_URL: "http://127.0.0.1:4800" }, "unset one of them"],
])("the playground is for this machine alone: %o", (change, sentence) => {
  expect(() => readConfig({}, { TEAMS_PLAYGROUND: "on", ...change })).toThrow(sentence);
});

test.each(["TEAMS_ADMINS", "TEAMS_TENANT_IDS", "FOOTNOTE_TEAMS_PRETEND_URL"])(
  "without an app id, %s does not switch Teams on",
  (name) => {
    const value = name === "TEAMS_ADMINS" ? "a@b.example" : "http://127.0.0.1:1";
    expect(() => readConfig({}, { [name]: value })).toThrow("set TEAMS_PLAYGROUND=on");
  },
);
