import type { World } from "../world.ts";
import { signedHeaders } from "./sign.ts";

/** What Slack does when a request URL is entered: it must give the challenge back. */
export async function verifyUrl(world: World, url: string): Promise<boolean> {
  const challenge = world.ids.next("challenge");
  const token = world.app.verificationToken;
  const body = JSON.stringify({ type: "url_verification", token, challenge });
  const headers = {
    "content-type": "application/json",
    ...signedHeaders(world.app.signingSecret, body),
  };
  const response = await fetch(url, { method: "POST", headers, body });
  if (!response.ok) return false;
  const text = await response.text();
  return text === challenge || (text.startsWith("{") && JSON.parse(text).challenge === challenge);
}
