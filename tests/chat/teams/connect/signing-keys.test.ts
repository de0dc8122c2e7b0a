import { expect, onTestFinished, test } from "vitest";
import { fetchKeys } from "../../../../src/chat/teams/connect/verify/signing-keys.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { createSigningKey } from "../../../counterparts/teams/identity/signing-keys.ts";

const keys = () => Response.json({ keys: [createSigningKey().jwk] });

/** A server that answers paths, and which of them it was asked for. */
async function answering(answers: Record<string, (url: string) => Response>) {
  const asked: string[] = [];
  const server = await serve(async ({ url = "/" }, response) => {
    asked.push(url);
    const answer = answers[url]?.(server.url) ?? new Response(null, { status: 404 });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  onTestFinished(server.close);
  return { url: server.url, asked };
}

test("keys are taken from beside what names them", async () => {
  const cloud = await answering({
    "/openid": (url) => Response.json({ jwks_uri: `${url}/keys` }),
    "/keys": keys,
  });
  expect((await fetchKeys(`${cloud.url}/openid`)).size).toBe(1);
});

test.each<[name: string, answers: (inside: string) => Record<string, (url: string) => Response>]>([
  ["keys elsewhere", (inside) => ({ "/openid": () => Response.json({ jwks_uri: inside }) })],
  ["a redirect of its own", (inside) => ({ "/openid": () => Response.redirect(inside) })],
  [
    "a redirect of the keys",
    (inside) => ({
      "/openid": (url) => Response.json({ jwks_uri: `${url}/keys` }),
      "/keys": () => Response.redirect(inside),
    }),
  ],
])("%s lead nowhere", async (_, answers) => {
  const inside = await answering({ "/keys": keys });
  const cloud = await answering(answers(`${inside.url}/keys`));
  await expect(fetchKeys(`${cloud.url}/openid`)).rejects.toThrow();
  expect(inside.asked).toEqual([]);
});
