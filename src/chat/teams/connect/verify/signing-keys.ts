import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

export interface SigningKeys {
  /**
   * The key by this name; undefined where there is none that may sign for Teams.
   * @throws KeysAwayError while nobody can tell
   */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** The server of the keys is away, and none of those that are known is the one. */
export class KeysAwayError extends Error {
  override readonly name = "KeysAwayError";
}

const CHANNEL = "msteams";
const TIMEOUT_MS = 5_000;
const FRESH_MS = 24 * 60 * 60_000;
/** While their server is away, known keys are good for this long. */
const MOST_AGE_MS = 5 * 24 * 60 * 60_000;
/** Anybody can send names of keys that do not exist: no more than one of them a minute is looked up. */
const PAUSE_MS = 60_000;
const PAUSE_WHILE_AWAY_MS = 5_000;

const metadataSchema = z.object({ jwks_uri: z.url() });
const jwkSchema = z.object({
  kty: z.literal("RSA"),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  /** Channels that a key may sign for. */
  endorsements: z.array(z.string()).default([]),
});
const keysSchema = z.object({ keys: z.array(z.unknown()) });

/** The keys that a cloud signs its activities with, fetched when they are needed. */
export function createSigningKeys(metadataUrl: string, now: () => number): SigningKeys {
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let mayFetchAt = Number.NEGATIVE_INFINITY;
  let isAway = false;
  let fetching: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    try {
      keys = await fetchKeys(metadataUrl);
      fetchedAt = now();
      isAway = false;
    } catch {
      isAway = true;
    }
    mayFetchAt = now() + (isAway ? PAUSE_WHILE_AWAY_MS : PAUSE_MS);
    fetching = undefined;
  }

  return {
    async find(kid) {
      const isWanted = !keys.has(kid) || now() - fetchedAt > FRESH_MS;
      if (isWanted && (fetching !== undefined || now() >= mayFetchAt)) {
        fetching ??= refresh();
        await fetching;
      }
      const key = now() - fetchedAt > MOST_AGE_MS ? undefined : keys.get(kid);
      if (key === undefined && isAway) throw new KeysAwayError();
      return key;
    },
  };
}

/** @throws where they cannot be had, or none of them may sign for Teams */
export async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, KeyObject>> {
  const { jwks_uri } = metadataSchema.parse(await fetchJson(metadataUrl));
  // They are beside it, and nothing else has a say in where we ask.
  if (new URL(jwks_uri).origin !== new URL(metadataUrl).origin) {
    throw new Error(`${metadataUrl} names keys elsewhere.`);
  }
  const listed = keysSchema.parse(await fetchJson(jwks_uri)).keys;
  const usable = listed.flatMap((one): [string, KeyObject][] => {
    const { data: jwk } = jwkSchema.safeParse(one);
    if (jwk === undefined || !jwk.endorsements.includes(CHANNEL)) return [];
    const { kid, kty, n, e } = jwk;
    return [[kid, createPublicKey({ key: { kty, n, e }, format: "jwk" })]];
  });
  if (usable.length === 0) throw new Error(`No key at ${jwks_uri} may sign for ${CHANNEL}.`);
  return new Map(usable);
}

async function fetchJson(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { signal, redirect: "error" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}
