import { expect, test } from "vitest";
import { erasePerson, redoErasures } from "../../src/privacy/erase-person.ts";
import { retainOnce } from "../../src/privacy/run-retention.ts";
import { ANNA, BEN, leaveTraces } from "../support/leave-traces.ts";
import { openApp } from "../support/open-app.ts";

const signal = new AbortController().signal;
const DAY_MS = 86_400_000;

test("what has expired goes once a day, and after a crash at the next look", async () => {
  const app = await openApp();
  const { storage } = app;
  let now = 400 * DAY_MS;
  const deps = { ...app, retention: app.config.retention, now: () => now };
  const old = `${ANNA.workspaceId}:C1:UANNA0.1`;
  await leaveTraces(storage, ANNA, BEN, now - 366 * DAY_MS);
  await leaveTraces(storage, BEN, ANNA, now - 364 * DAY_MS);
  const stopped = AbortSignal.abort();
  await retainOnce(deps, stopped);
  expect(await storage.answers.get(old)).toBeDefined();
  await retainOnce(deps, signal);
  expect(await storage.answers.get(old)).toBeUndefined();
  const younger = `${BEN.workspaceId}:C1:UBEN0.1`;
  expect(await storage.answers.get(younger)).toBeDefined();
  now += 2 * DAY_MS;
  // Another replica has done it today.
  await storage.leases.acquire("retention-done", "everybody", DAY_MS, now);
  await retainOnce(deps, signal);
  expect(await storage.answers.get(younger)).toBeDefined();
  await storage.leases.release("retention-done", "everybody");
  await retainOnce(deps, signal);
  expect(await storage.answers.get(younger)).toBeUndefined();
}, 60_000);

test("an erasure that was cut short is done at the next look, and no more than once", async () => {
  const app = await openApp();
  await leaveTraces(app.storage, ANNA, BEN, 1_000);
  const anna = { ids: [ANNA.id], principals: [`user:${ANNA.email}`] };
  const { privacy } = app.storage;
  const dying = { ...privacy, erase: () => Promise.reject(new Error("The process ended.")) };
  const cut = { ...app, storage: { ...app.storage, privacy: dying } };
  await expect(erasePerson(anna, "cli", cut)).rejects.toThrow("The process ended.");
  expect((await privacy.count(anna)).some(({ count }) => count > 0)).toBe(true);
  expect(await redoErasures(app)).toBe(1);
  expect((await privacy.count(anna)).filter(({ count }) => count > 0)).toEqual([]);
  expect(await redoErasures(app)).toBe(0);
  const actions = (await app.storage.audit.list(10)).map(({ action }) => action);
  expect(actions.filter((action) => action === "privacy.erased-again")).toHaveLength(1);
}, 60_000);
