import { expect, test } from "vitest";
import type { AdminDeps } from "../../src/administration/admin-command.ts";
import { runCommand } from "../../src/administration/run-command.ts";
import type { Commander } from "../../src/chat/admin-reply.ts";
import { ANNA, BEN, leaveTraces } from "../support/leave-traces.ts";
import { openApp } from "../support/open-app.ts";

test("in a chat, admins see what there is of somebody, and erase it once they confirm", async () => {
  const app = await openApp();
  await leaveTraces(app.storage, ANNA, BEN, 1_000);
  const deps: AdminDeps = { ...app, platforms: [], stop: new AbortController().signal };
  const { id: person, workspaceId } = BEN;
  const admin: Commander = { person, workspaceId, roomId: undefined, isAdmin: true, key: "k" };
  const run = (text: string) => runCommand(text, admin, deps);
  const asked = JSON.stringify(await run(`privacy erase ${ANNA.email}`));
  expect(asked).toContain("questions: 2");
  expect(asked).toContain(`privacy erase ${ANNA.email} confirmed`);
  const anna = { ids: [ANNA.id], principals: [`user:${ANNA.email}`] };
  const left = async () =>
    (await app.storage.privacy.count(anna)).filter(({ count }) => count > 0).length;
  expect(await left()).toBeGreaterThan(10);
  expect(JSON.stringify(await run(`privacy show ${ANNA.id}`))).toContain(ANNA.email);
  const done = await run(`privacy erase ${ANNA.email} confirmed`);
  expect(JSON.stringify(done)).toContain("Erased. proposals: 1");
  expect(await left()).toBe(0);
  expect((await app.storage.audit.list(1))[0]).toMatchObject({ actor: BEN.id });
}, 60_000);
