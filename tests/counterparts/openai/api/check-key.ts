import { RefusedRequest } from "../requests/refused-request.ts";
import type { World } from "../world.ts";

/** @throws RefusedRequest 401 as the vendor words it */
export function checkKey({ apiKey }: World, authorization: string | undefined): void {
  if (apiKey === null) return;
  const [, given] = /^Bearer\s+(\S+)$/i.exec(authorization ?? "") ?? [];
  if (given === undefined) {
    throw new RefusedRequest(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    );
  }
  if (given !== apiKey) {
    throw new RefusedRequest(
      401,
      `Incorrect API key provided: ${masked(given)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      { code: "invalid_api_key" },
    );
  }
}

function masked(key: string): string {
  return key.length <= 8 ? "*".repeat(key.length) : `${key.slice(0, 4)}****${key.slice(-4)}`;
}
