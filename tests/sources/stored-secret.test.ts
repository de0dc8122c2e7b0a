import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { ConnectorError } from "../../connectors/connector.ts";
import { createTokenReader, type OAuthGrant } from "../../connectors/shared/oauth/oauth-grant.ts";
import {
  replaceSecret,
  type SecretDeps,
  storedSecret,
} from "../../src/sources/secrets/stored-secret.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createSecretStore } from "../../src/storage/secrets/secret-store.ts";
import { sourceRecord, temporaryFolder } from "../sync/sync-world.ts";

const { signal } = new AbortController();

/** A vendor whose refresh tokens are good once: a second use ends the whole grant. */
function rotatingVendor() {
  const vendor = { generation: 1, renewals: 0, isRevoked: false };
  const grant = (expiresAt: number): OAuthGrant => ({
    type: "oauth",
    clientId: "id",
    clientSecret: "secret",
    accessToken: `access-${vendor.generation}`,
    refreshToken: `refresh-${vendor.generation}`,
    expiresAt,
  });
  return {
    vendor,
    grant,
    async refresh(_: OAuthGrant, refreshToken: string): Promise<OAuthGrant> {
      if (refreshToken !== `refresh-${vendor.generation}`) vendor.isRevoked = true;
      if (vendor.isRevoked) throw new ConnectorError("unauthorized", "invalid_grant");
      vendor.generation += 1;
      vendor.renewals += 1;
      const renewed = grant(Date.now() + 3_600_000);
      await sleep(300);
      return renewed;
    },
  };
}

/** Connections of their own to one data folder, as processes have them. */
async function openReplicas(count: number, secret: string) {
  const file = join(temporaryFolder(), "state.sqlite");
  const replicas: SecretDeps[] = [];
  for (let n = 0; n < count; n += 1) {
    const storage = await openStorage({ file });
    onTestFinished(() => storage.close());
    const secrets = createSecretStore(storage.secrets, storage.sealer);
    if (n === 0)
      await storage.sources.add(sourceRecord("wiki"), await secrets.seal("wiki", secret));
    replicas.push({ storage, secrets, now: Date.now });
  }
  return replicas;
}

test("of several that need the same grant renewed, one renews it, and all use that", async () => {
  const { vendor, grant, refresh } = rotatingVendor();
  const replicas = await openReplicas(3, JSON.stringify(grant(Date.now())));
  const readers = replicas.map((deps) =>
    createTokenReader({ secret: storedSecret("wiki", deps), refresh }),
  );
  const tokens = await Promise.all(readers.map((readToken) => readToken(signal)));
  expect(tokens).toEqual(["access-2", "access-2", "access-2"]);
  expect(vendor).toEqual({ generation: 2, renewals: 1, isRevoked: false });
});

test("a renewal that goes on does not replace what an admin gives meanwhile", async () => {
  const { vendor, grant, refresh } = rotatingVendor();
  const [running, admin] = await openReplicas(2, JSON.stringify(grant(Date.now())));
  if (running === undefined || admin === undefined) return expect.fail();
  const readToken = createTokenReader({ secret: storedSecret("wiki", running), refresh });
  const renewing = readToken(signal);
  await expect.poll(() => vendor.renewals).toBe(1);
  await replaceSecret("wiki", "another-accounts-token", admin);
  expect(await renewing).toBe("access-2");
  expect(await running.secrets.read("wiki")).toBe("another-accounts-token");
  expect(await readToken(signal)).toBe("another-accounts-token");
});

test("who is told to stop does not wait for its turn", async () => {
  const [running, other] = await openReplicas(2, "token");
  if (running === undefined || other === undefined) return expect.fail();
  const finish = Promise.withResolvers<string>();
  const entered = Promise.withResolvers<void>();
  const renewing = storedSecret("wiki", running).renew(() => {
    entered.resolve();
    return finish.promise;
  }, signal);
  await entered.promise;
  const stop = new AbortController();
  const waiting = storedSecret("wiki", other).renew(async () => "never", stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  finish.resolve("token-2");
  expect(await renewing).toBe("token-2");
  expect(await other.secrets.read("wiki")).toBe("token-2");
});
