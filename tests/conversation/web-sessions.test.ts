import { expect, test } from "vitest";
import {
  findSession,
  LONGEST_SESSION_S,
  openSession,
} from "../../src/conversation/signed-in/web-sessions.ts";
import { temporaryStorage } from "../storage/temporary-storage.ts";

const HOUR_MS = 3_600_000;
const AMY = { person: "slack:T1:U1", workspaceId: "slack:T1" };

test("a session lasts while it is used, for a week at most", async () => {
  const storage = await temporaryStorage();
  let at = 1_000;
  const deps = { storage, now: () => at };
  const id = await openSession(AMY, deps);
  expect(id).toMatch(/^[\w-]{43}$/);
  expect(await storage.signIns.get(id, at)).toBeUndefined();
  let used = 0;
  while ((await findSession(id, deps)) !== undefined) {
    used += 1;
    at += 11 * HOUR_MS;
  }
  expect(used).toBe(Math.ceil((LONGEST_SESSION_S * 1_000) / (11 * HOUR_MS)));
  const idle = await openSession(AMY, deps);
  at += 12 * HOUR_MS;
  expect(await findSession(idle, deps)).toBeUndefined();
  for (const wrong of [undefined, "", "short", `${idle}x`]) {
    expect(await findSession(wrong, deps)).toBeUndefined();
  }
});
