import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { OpenStorage } from "../../src/storage/open-storage.ts";
import { createSecretStore } from "../../src/storage/secrets/secret-store.ts";
import { sourceRecord } from "../sync/sync-world.ts";
import { temporaryFolder, temporaryStorage } from "./temporary-storage.ts";

const SCRIPT = fileURLToPath(new URL("./rotate-process.ts", import.meta.url));
const by = { at: 1, actor: "cli", leaveUnreadable: false };
const TOKEN = "ntn_planted-token";

async function openWorld() {
  const file = join(temporaryFolder(), "state.sqlite");
  const storage = await temporaryStorage(file);
  await storage.sources.add(sourceRecord("wiki"));
  const secrets = createSecretStore(storage.secrets, storage.sealer);
  await secrets.keep("wiki", TOKEN);
  await storage.audit.append({ at: 1, actor: "cli", action: "test", detail: {} });
  return { file, storage, secrets };
}

async function rotateElsewhere(file: string, dieBefore: number) {
  const child = spawn(process.execPath, [SCRIPT, file, String(dieBefore)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, steps: Number(printed) };
}

const keyFiles = (file: string) =>
  readdirSync(dirname(file)).filter((name) => name.startsWith("secret.key"));

/** Everything sealed, whatever it is. */
async function sealKinds({ storage, secrets }: Awaited<ReturnType<typeof openWorld>>) {
  await storage.webhooks.set("wiki", {
    sealed: await secrets.seal("wiki", "signing"),
    openUntil: undefined,
  });
  await storage.installations.save({
    ...{ workspaceId: "slack:T1", name: "One", botUserId: "U", botId: "B", scopes: [] },
    sealedToken: await storage.sealer.seal("installation slack:T1", "xoxb-token"),
    ...{ installedBy: "slack:T1:U1", installedAt: 1 },
  });
  const wish = { type: "secret" as const, source: "wiki" };
  await storage.setupLinks.add({
    ...{ tokenHash: "h", requestKey: "r", person: "slack:T1:U1", workspaceId: "slack:T1", wish },
    ...{ createdAt: 1, expiresAt: 9 },
  });
  await storage.setupLinks.leave("h", {
    ...{ stateHash: "s", browserHash: "b" },
    sealedVerifier: await secrets.seal("setup:h", "verifier"),
  });
}

async function readKinds({ storage, secrets }: Awaited<ReturnType<typeof openWorld>>) {
  const webhook = await storage.webhooks.get("wiki");
  const installation = await storage.installations.get("slack:T1");
  const link = await storage.setupLinks.get("h", 2);
  return [
    await secrets.read("wiki"),
    secrets.open("wiki", webhook?.sealed ?? ""),
    storage.sealer.open("installation slack:T1", installation?.sealedToken ?? ""),
    secrets.open("setup:h", link?.access?.sealedVerifier ?? ""),
  ];
}

/** Columns whose name says that they hold something sealed: whoever adds one has to rotate it. */
async function sealedColumns({ database }: OpenStorage): Promise<string[]> {
  const tables = await database.introspection.getTables();
  const columns = tables.flatMap((table) =>
    table.columns.map(({ name, dataType }) => ({ name: `${table.name}.${name}`, dataType })),
  );
  return columns
    .filter(({ name, dataType }) => /\.sealed/.test(name) && dataType.toLowerCase() === "text")
    .map(({ name }) => name)
    .sort();
}

test("everything that is sealed opens after a rotation, with the new key alone", async () => {
  const world = await openWorld();
  await sealKinds(world);
  const before = readFileSync(join(dirname(world.file), "secret.key"), "utf8");
  const old = await world.storage.sealing.status();
  expect(await sealedColumns(world.storage)).toEqual([
    ...["audit_heads.sealed_key", "installations.sealed_token", "secrets.sealed"],
    ...["setup_links.sealed_verifier", "webhooks.sealed"],
  ]);
  const done = await world.storage.sealing.rotate(by);
  expect(done).toMatchObject({ from: old.key, sealed: 5, left: [] });
  expect(await readKinds(world)).toEqual([TOKEN, "signing", "xoxb-token", "verifier"]);
  const status = await world.storage.sealing.status();
  expect(status).toMatchObject({ key: done.to, isHere: true, unreadable: [] });
  expect(status.sealed).toHaveLength(5);
  expect(status.sealed.every(({ key, count }) => key === done.to && count === 1)).toBe(true);
  expect(keyFiles(world.file)).toEqual(["secret.key"]);
  expect(statSync(join(dirname(world.file), "secret.key")).mode & 0o777).toBe(0o600);
  const after = readFileSync(join(dirname(world.file), "secret.key"), "utf8");
  expect(after).not.toBe(before);
  const [entry] = await world.storage.audit.list(1);
  expect(entry).toMatchObject({ action: "secrets.rotated", detail: { to: done.to, sealed: 5 } });
  expect(JSON.stringify(entry)).not.toContain(after.trim());
  expect(await world.storage.audit.verify()).toBeUndefined();
});

test("killed at any step, nothing is lost and nothing stops", { timeout: 300_000 }, async () => {
  const { file, storage, secrets } = await openWorld();
  const { steps } = await rotateElsewhere(file, 0);
  expect(steps).toBeGreaterThan(8);
  for (let at = 1; at <= steps; at += 1) {
    const { signal } = await rotateElsewhere(file, at);
    expect(signal, `step ${at}`).toBe("SIGKILL");
    // This process never noticed, and can both read and write.
    expect(await secrets.read("wiki"), `step ${at}`).toBe(TOKEN);
    await secrets.keep("wiki", TOKEN);
    expect(await storage.audit.verify(), `step ${at}`).toBeUndefined();
    const again = await temporaryStorage(file);
    expect(keyFiles(file), `step ${at}`).not.toContain("secret.key.next");
    expect((await again.sealing.status()).unreadable).toEqual([]);
  }
  await rotateElsewhere(file, 0);
  expect(keyFiles(file)).toEqual(["secret.key"]);
});

test("who reads and writes while keys are changed notices nothing", {
  timeout: 60_000,
}, async () => {
  const { file, storage, secrets } = await openWorld();
  let isDone = false;
  const rotating = (async () => {
    for (let n = 0; n < 3; n += 1) await rotateElsewhere(file, 0);
  })().finally(() => {
    isDone = true;
  });
  let written = 0;
  while (!isDone) {
    // SQLite's calls block: without this the other process's end is never heard.
    await sleep(1);
    written += 1;
    await secrets.keep("wiki", `${TOKEN}-${written}`);
    expect(await secrets.read("wiki")).toBe(`${TOKEN}-${written}`);
  }
  await rotating;
  expect(written).toBeGreaterThan(10);
  expect(await storage.audit.verify()).toBeUndefined();
});

test("what was sealed with the key before is not kept after it was changed", async () => {
  const { storage, secrets } = await openWorld();
  const sealed = await secrets.seal("wiki", "late");
  await storage.sealing.rotate(by);
  await expect(storage.secrets.set("wiki", sealed)).rejects.toThrow(/changed at this moment/);
  await expect(storage.webhooks.set("wiki", { sealed, openUntil: undefined })).rejects.toThrow();
  expect(await secrets.read("wiki")).toBe(TOKEN);
});

test("two rotations at once are one after the other", async () => {
  const { file, secrets } = await openWorld();
  const both = await Promise.all([rotateElsewhere(file, 0), rotateElsewhere(file, 0)]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await secrets.read("wiki")).toBe(TOKEN);
  expect(keyFiles(file)).toEqual(["secret.key"]);
});
