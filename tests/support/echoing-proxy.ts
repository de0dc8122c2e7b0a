import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, serve } from "../counterparts/shared/serve.ts";

type Refuse = (said: string) => { status: number; body: string };

export interface EchoingProxy {
  url: string;
  /** Whatever let somebody in, of all that passed: tokens, codes, client secrets. */
  secrets: Set<string>;
  /** Each request is refused from here on, in these words, with all that was sent; undefined: passed on. */
  refuse: Refuse | undefined;
  /** How many were refused so. */
  refused: number;
  close(): Promise<void>;
}

/** Less may be a word, such as what servers without keys are given for one. */
const SHORTEST = 12;
/** Where tokens are given out; elsewhere such names mean other things. */
const TOKEN_PATHS = /token|oauth|openid/i;
const FIELD =
  /"?\b(?:access_token|refresh_token|id_token|client_secret|code|code_verifier|assertion)"?\s*[:=]\s*"?([^"&\s,}]+)/g;

/** Between Footnote and a vendor: a vendor that repeats in its errors what it was sent. */
export async function openEchoingProxy(target: string): Promise<EchoingProxy> {
  const secrets = new Set<string>();
  const server = await serve((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const path = request.url ?? "/";
    noteHeader(request.headers.authorization);
    if (TOKEN_PATHS.test(path)) noteFields(body.toString());
    if (proxy.refuse !== undefined) {
      proxy.refused += 1;
      const said = `${request.method} ${path} ${JSON.stringify(request.headers)} ${body}`;
      const { status, body: refusal } = proxy.refuse(said);
      response.writeHead(status, { "content-type": "application/json" }).end(refusal);
      return;
    }
    const reply = await passOn(request, path, body).catch(() => undefined);
    if (reply === undefined) {
      response.destroy();
      return;
    }
    const bytes = Buffer.from(await reply.arrayBuffer());
    if (TOKEN_PATHS.test(path)) noteFields(bytes.toString());
    response.writeHead(reply.status, readable(reply.headers)).end(bytes);
  }

  async function passOn(request: IncomingMessage, path: string, body: Buffer): Promise<Response> {
    const method = request.method ?? "GET";
    const headers = readable(new Headers(request.headers as Record<string, string>));
    const sent = method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(body) };
    return fetch(target + path, { method, headers, redirect: "manual", ...sent });
  }

  function noteHeader(header = ""): void {
    const [scheme = "", token = ""] = header.split(" ");
    note(token);
    if (scheme === "Basic") note(Buffer.from(token, "base64").toString().split(":").at(-1) ?? "");
  }

  function noteFields(text: string): void {
    for (const [, value = ""] of text.matchAll(FIELD)) note(decodeURIComponent(value));
  }

  function note(secret: string): void {
    if (secret.length >= SHORTEST) secrets.add(secret);
  }

  const proxy: EchoingProxy = {
    ...{ url: server.url, secrets, refuse: undefined, refused: 0 },
    close: server.close,
  };
  return proxy;
}

/** Without what is said of the bytes on one connection alone. */
function readable(headers: Headers): Record<string, string> {
  const own = /^(?:host|connection|keep-alive|content-length|transfer-encoding|content-encoding)$/;
  return Object.fromEntries([...headers].filter(([name]) => !own.test(name)));
}
