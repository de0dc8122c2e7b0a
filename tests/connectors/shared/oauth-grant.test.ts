import { expect, test } from "vitest";
import { ConnectorError } from "../../../connectors/connector.ts";
import {
  createTokenReader,
  type OAuthGrant,
  readGrant,
} from "../../../connectors/shared/oauth/oauth-grant.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";

const NOW = Date.UTC(2026, 2, 1);
const { signal } = new AbortController();

function grantOf(generation: number, expiresAt = NOW + 3_600_000): OAuthGrant {
  return {
    type: "oauth",
    clientId: "id",
    clientSecret: "secret",
    accessToken: `access-${generation}`,
    refreshToken: `refresh-${generation}`,
    expiresAt,
  };
}

function open(secretText: string) {
  const secret = fixedSecret(secretText);
  const asked: string[] = [];
  /** What the vendor answers; the next generation unless a test says otherwise. */
  const vendor = {
    async refresh(refreshToken: string): Promise<OAuthGrant> {
      return grantOf(Number(refreshToken.split("-")[1]) + 1);
    },
  };
  const readToken = createTokenReader({
    secret,
    now: () => NOW,
    refresh: (_, refreshToken) => {
      asked.push(refreshToken);
      return vendor.refresh(refreshToken);
    },
  });
  return { secret, asked, vendor, readToken };
}

test("a grant is renewed shortly before its token expires, and kept", async () => {
  const { secret, asked, readToken } = open(JSON.stringify(grantOf(1, NOW + 59_000)));
  expect(await Promise.all([readToken(signal), readToken(signal)])).toEqual([
    "access-2",
    "access-2",
  ]);
  expect(asked).toEqual(["refresh-1"]);
  expect(readGrant(await secret.read())).toEqual(grantOf(2));
  expect(await readToken(signal)).toBe("access-2");
  expect(asked).toHaveLength(1);
});

test("what is no grant, or cannot be renewed, is used as it is", async () => {
  expect(await open(" ntn_token\n").readToken(signal)).toBe("ntn_token");
  const { refreshToken: _, ...fixed } = grantOf(1, NOW);
  const { asked, readToken } = open(JSON.stringify(fixed));
  expect(await readToken(signal, "access-1")).toBe("access-1");
  expect(asked).toEqual([]);
});

test("a request that was refused gets another token, whoever else asks at the same moment", async () => {
  const { readToken } = open(JSON.stringify(grantOf(1)));
  const tokens = await Promise.all([readToken(signal), readToken(signal, "access-1")]);
  expect(tokens).toEqual(["access-1", "access-2"]);
});

test("a renewal that is refused because another process was faster takes what that one kept", async () => {
  const { secret, vendor, readToken } = open(JSON.stringify(grantOf(1, NOW)));
  const refused = new ConnectorError("unauthorized", "Grant access again.");
  vendor.refresh = async () => {
    await secret.renew(async () => JSON.stringify(grantOf(7)), signal);
    throw refused;
  };
  expect(await readToken(signal)).toBe("access-7");
  expect(readGrant(await secret.read())).toEqual(grantOf(7));
});

test("a grant that was taken back is the error that the vendor gave, and stays as it is", async () => {
  const { secret, vendor, readToken } = open(JSON.stringify(grantOf(1, NOW)));
  vendor.refresh = () => Promise.reject(new ConnectorError("unauthorized", "Grant access again."));
  await expect(readToken(signal)).rejects.toThrow("Grant access again.");
  expect(readGrant(await secret.read())).toEqual(grantOf(1, NOW));
});
