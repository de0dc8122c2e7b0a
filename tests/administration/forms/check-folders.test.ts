import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findConnector } from "../../../connectors/registry.ts";
import { checkFolders } from "../../../src/administration/forms/check-folders.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = temporaryFolder("machine");
const [shared, other, sharedToo] = ["shared", "other", "shared-too"].map((name) => {
  mkdirSync(join(root, name));
  return join(root, name);
}) as [string, string, string];
mkdirSync(join(shared, "docs"));
mkdirSync(join(shared, "..docs"));
symlinkSync(other, join(shared, "way-out"));
symlinkSync(shared, join(root, "way-in"));

const check = (path: string, chatFolders: string[], before: Record<string, string> = {}) =>
  checkFolders("files", { path }, before, { findConnector, chatFolders }).path;

test.each([
  shared,
  join(shared, "docs"),
  join(shared, "..docs"),
  join(shared, "docs", ".."),
  join(root, "way-in", "docs"),
])("%s may be read from a chat", (path) => {
  expect(check(path, [other, shared])).toBeUndefined();
});

test.each([
  root,
  sharedToo,
  join(shared, "..", "shared-too"),
  join(shared, "way-out"),
  join(shared, "nothing"),
  "shared",
  "",
])("%s may not", (path) => {
  expect(check(path, [shared])).toContain(`in ${shared}`);
});

test("without folders that are named none may, but what a source has stays", () => {
  expect(check(shared, [])).toContain("FOOTNOTE_CHAT_FOLDERS");
  expect(check(other, [], { path: other })).toBeUndefined();
  expect(check(shared, [], { path: other })).toContain("FOOTNOTE_CHAT_FOLDERS");
});
