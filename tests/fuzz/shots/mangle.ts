import type { Chance } from "../mutate/chance.ts";
import { hugeBody } from "../mutate/mutate-bytes.ts";
import type { Shot } from "./shot.ts";

const METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "POST"] as const;
const TYPES = [
  "",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  'multipart/form-data; boundary="',
  "application/x-www-form-urlencoded; charset=\\",
  "application/JSON;;;;",
  "image/png",
] as const;

/** What stands around a body goes wrong in a few of all requests: method, path, headers, how it comes. */
export function mangle(shot: Shot, chance: Chance): Shot {
  if (!chance.happens(0.12)) return shot;
  switch (chance.below(9)) {
    case 0:
      return { ...shot, method: chance.pick(METHODS) };
    case 1:
      return { ...shot, headers: { ...shot.headers, "content-type": chance.pick(TYPES) } };
    case 2:
      return { ...shot, path: oddPath(shot.path, chance) };
    case 3:
      return { ...shot, headers: { ...shot.headers, ...oddHeaders(chance) } };
    case 4:
      return { ...shot, body: hugeBody(chance) };
    case 5:
      return shot.body === undefined ? shot : { ...shot, manner: "aborted" };
    case 6:
      return shot.body === undefined || !chance.happens(0.1) ? shot : { ...shot, manner: "slow" };
    case 7:
      return { ...shot, manner: "raw", body: rawRequest(shot, chance) };
    default:
      return { ...shot, body: undefined };
  }
}

function oddPath(path: string, chance: Chance): string {
  return chance.pick([
    `${path}/`,
    `/${path}`,
    `${path}?${"a=1&".repeat(500)}`,
    `${path}?__proto__[x]=1&constructor=2`,
    path.toUpperCase(),
    `${path}%00`,
    `${path}/..%2f..%2f`,
    `/..${path}`,
    `${path}#x`,
    `/%E0%A4%A`,
    `/${"a/".repeat(2_000)}`,
    `${path};x=1`,
    "/slack/%2e%2e/api/status",
  ]);
}

function oddHeaders(chance: Chance): Record<string, string> {
  return chance.pick([
    { authorization: `Bearer ${"e".repeat(8_000)}` },
    { authorization: "Bearer a.b.c" },
    { "x-slack-signature": "v0=" },
    { "x-slack-request-timestamp": "NaN" },
    { cookie: `footnote_session=${"a".repeat(43)}; footnote_session=b; =; a` },
    { cookie: `${"a=b; ".repeat(1_000)}` },
    { "content-encoding": "gzip" },
    { expect: "100-continue" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { range: "bytes=0-1,5-" },
    { "if-none-match": "*" },
    { "last-event-id": "-1" },
    { "x-forwarded-for": "1.2.3.4, ::1", forwarded: "for=_x" },
    { host: "evil.example" },
    { host: "[::1" },
    { connection: "upgrade", upgrade: "websocket" },
  ]);
}

/** What no client library would send. */
function rawRequest({ method, path }: Shot, chance: Chance): Buffer {
  const line = `${method} ${path.replaceAll(/[^\x21-\x7e]/g, "")} HTTP/1.1\r\n`;
  const host = "host: 127.0.0.1\r\n";
  return Buffer.from(
    chance.pick([
      `${line}${host}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
      `${line}${host}transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx`,
      `${line}${host}content-length: -1\r\n\r\n`,
      `${line}${host}content-length: 99999999999999999999\r\n\r\nx`,
      `${line}${host}x: ${"a".repeat(20_000)}\r\n\r\n`,
      `${line}${"x-many: 1\r\n".repeat(3_000)}\r\n`,
      `${line}${host} folded: 1\r\n\r\n`,
      `${line}host\0: x\r\n\r\n`,
      `GET http://evil.example${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`,
      `GET ${path} HTTP/9.9\r\n\r\n`,
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
      `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
      `CONNECT 169.254.169.254:80 HTTP/1.1\r\n${host}\r\n`,
      "\r\n\r\n\r\n",
    ]),
    "latin1",
  );
}
