import { homedir } from "node:os";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { findConnector } from "../../../connectors/registry.ts";

const settings = findConnector("files")?.settings;

test("settings arrive as strings and are complete after parsing", () => {
  expect(
    settings?.parse({ path: "docs", include: "a/**, *.{md,txt}", maxFileBytes: "1000" }),
  ).toEqual({
    path: resolve("docs"),
    include: ["a/**", "*.{md,txt}"],
    maxFileBytes: 1000,
    stripExtension: false,
  });
  expect(settings?.parse({ path: "~/docs", stripExtension: "yes" })).toMatchObject({
    path: resolve(homedir(), "docs"),
    stripExtension: true,
    maxFileBytes: 50_000_000,
  });
});

test("the command line knows which setting is a path", () => {
  expect(findConnector("files")?.pathSettings).toEqual(["path"]);
});

test("parsed settings can be stored and parsed again", () => {
  const once = settings?.parse({ path: "docs", exclude: "a,b", stripExtension: "false" });
  expect(settings?.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
});

test.each([
  ["no path", {}],
  ["an empty path", { path: "  " }],
  ["an address that is none", { path: ".", baseUrl: "docs.example.com" }],
  ["an address that runs code", { path: ".", baseUrl: "javascript:alert(1)" }],
  ["a size that is none", { path: ".", maxFileBytes: "big" }],
  ["no globs at all", { path: ".", include: " , " }],
  ["a misspelt setting", { path: ".", pathh: "x" }],
])("%s is refused", (_, given) => {
  expect(settings?.safeParse(given).success).toBe(false);
});
