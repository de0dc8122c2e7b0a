import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  /** As the key server publishes it, with the channels that it may sign for. */
  jwk: Record<string, unknown>;
}

const MODULUS_BITS = 2_048;

/** A key as the Bot Framework has them. */
export function createSigningKey(endorsements: readonly string[] = ["msteams"]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: MODULUS_BITS });
  const kid = randomUUID();
  const rest = { kid, use: "sig", x5t: kid, endorsements: [...endorsements] };
  return { kid, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), ...rest } };
}

/** Signs whatever it is given, right or wrong. */
export function signJwt(header: object, claims: object, key: KeyObject): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
}

/** A token's two first parts, for signatures of other kinds. */
export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
