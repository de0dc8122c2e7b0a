import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openConnector } from "../../../src/sources/open-connector.ts";
import { setSourceSecret } from "../../../src/sources/secrets/source-secret.ts";
import { openWebhook, readWebhook } from "../../../src/sources/webhooks.ts";
import { openVendor, type VendorKind } from "./vendors-world.ts";

/** Takes anything, says yes to all of it, and keeps what it was told. */
async function openTrap() {
  const heard: string[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    heard.push(JSON.stringify([method, url, headers, await text(request)]));
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

const ADDRESSES: [VendorKind, string][] = [
  ["notion", "apiUrl"],
  ["google-drive", "apiUrl"],
  ["google-drive", "tokenUrl"],
  ["google-drive", "authorizeUrl"],
  ["confluence", "site"],
  ["confluence", "apiUrl"],
  ["confluence", "authUrl"],
];
const GRANT = JSON.stringify({
  type: "oauth",
  clientId: "app",
  clientSecret: "app-secret",
  accessToken: "granted-token",
  refreshToken: "granted-refresh",
  // So that it is renewed at once.
  expiresAt: 1,
});

test.each(ADDRESSES)("%s: another %s gets no secret that was given before", async (kind, key) => {
  const { change, deps, record } = await openVendor(kind);
  const trap = await openTrap();
  const before = await record();
  const settings = { [key]: trap.url };
  await expect(change({ settings })).rejects.toThrow(
    `The secret of wiki was given for another ${key}, and is not sent to the new address: give the secret for that along with it, with --secret-file <file> or --oauth.`,
  );
  expect(await record()).toEqual(before);
  // What is kept goes to no other address by any way, and neither does what was granted.
  for (const secret of [undefined, GRANT]) {
    if (secret !== undefined) await deps.secrets.keep("wiki", secret);
    const other = { name: "wiki", kind, settings: { ...before?.settings, ...settings } };
    const { signal } = new AbortController();
    const trying = openConnector(other, deps).check?.(signal);
    await expect(trying).rejects.toThrow("given for another address");
  }
  expect(trap.heard).toEqual([]);
});

test("with a secret for the new address that one is used, there alone, and kept", async () => {
  const { change, deps, record, secret } = await openVendor("notion");
  const trap = await openTrap();
  const other = { settings: { apiUrl: trap.url }, secret: "ntn_other" };
  // It answers to no sense, as far as Notion is concerned.
  await expect(change(other)).rejects.toThrow();
  expect(trap.heard.join()).toContain("Bearer ntn_other");
  expect(trap.heard.join()).not.toContain(secret);
  expect(await deps.secrets.read("wiki")).toBe(secret);
  const settings = (await record())?.settings ?? {};
  const same = { settings: { apiUrl: `${settings.apiUrl}/` } };
  expect((await change(same)).changed).toEqual(["apiUrl"]);
});

test("a new address closes the webhook, and its secret comes with it as one act", async () => {
  const { change, deps, record, secret } = await openVendor("notion");
  await openWebhook("wiki", "ann", deps);
  const sealed = await deps.secrets.seal("wiki", "signing-key");
  await deps.storage.webhooks.set("wiki", { sealed, openUntil: undefined });
  const { port } = new URL((await record())?.settings.apiUrl ?? "");
  const settings = { apiUrl: `http://localhost:${port}` };
  const done = await change({ settings, secret });
  expect(done).toEqual({
    changed: ["apiUrl", "secret"],
    notes: ["Its webhook is closed: `sources webhook wiki --new` opens one for the new address."],
    isForSync: true,
  });
  await expect(readWebhook("wiki", deps)).rejects.toThrow("wiki has no webhook");
  expect(JSON.stringify(await deps.storage.audit.list(10))).not.toContain(secret);
});

test("a secret that is being tried is not kept once its source has another address", async () => {
  const { change, deps, record, secret } = await openVendor("notion");
  const { port } = new URL((await record())?.settings.apiUrl ?? "");
  const { storage } = deps;
  const { acquire } = storage.leases;
  let isMoved = false;
  const leases = {
    ...storage.leases,
    // Another admin is faster, while the source is asked.
    async acquire(...given: Parameters<typeof acquire>) {
      if (!isMoved) {
        isMoved = true;
        await change({ settings: { apiUrl: `http://localhost:${port}` }, secret });
      }
      return acquire(...given);
    },
  };
  const slow = { ...deps, storage: { ...storage, leases } };
  await expect(setSourceSecret("wiki", secret, "ann", slow)).rejects.toThrow(
    "wiki was given another address meanwhile",
  );
});
