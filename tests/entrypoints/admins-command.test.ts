import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";

const ANNA = "slack:T0123456:U0123456";

test("admins are listed, added and removed on the command line, and that is written down", async () => {
  const footnote = createFootnote();
  const added = await footnote.json("admins", "add", ANNA);
  expect(added).toEqual({ person: ANNA, isAdmin: true, changed: true });
  expect(await footnote.json("admins")).toMatchObject([{ person: ANNA, addedBy: "cli" }]);
  expect(await footnote.json("admins", "remove", ANNA)).toMatchObject({ isAdmin: false });
  expect(await footnote.json("audit-log")).toMatchObject([
    { actor: "cli", action: "admin.removed", detail: { person: ANNA } },
    { actor: "cli", action: "admin.added", detail: { person: ANNA } },
  ]);
  const mistyped = await footnote.run("admins", "add", "anna");
  expect(mistyped).toMatchObject({ code: 1, stderr: expect.stringContaining("no id of a person") });
}, 30_000);
