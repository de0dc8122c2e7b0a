import { isIPv6 } from "node:net";
import { before, type Finding, LETTER } from "../finding.ts";

const V4 = new RegExp(
  String.raw`(?<![${LETTER}\p{N}_.-])(?:\d{1,3}\.){3}\d{1,3}(?![${LETTER}\p{N}_]|\.\d|-[${LETTER}\d])`,
  "gu",
);
const V6 = new RegExp(
  String.raw`(?<![${LETTER}\p{N}_:.])[\da-f:]{3,45}(?:(?:\.?\d{1,3}){1,4})?(?![${LETTER}\p{N}_:])`,
  "giu",
);
/** Whatever else has numbers between dots. */
const VERSIONED =
  /(?:\bv(?:er(?:si[oó]n|sione)?)?|versi[oóõ][nm]?|version(?:en|s|e)?|версии?я?|バージョン|版本|releases?(?: notes)?|build|firmware|driver|treiber|patch|hotfix|update[ds]?|upgrade[ds]?|rev(?:ision)?|app|package|paket|library|module|section|abschnitt|kapitel|chapter|ziffer|clause|klausel|paragraph|art(?:icle|ikel)?|step|schritt|§{1,2}|oid)\s*(?:is|ist|to|auf|from|von|no|nr|number|[:=#.v]){0,2}\s*[v(]?\s*$/u;
/** Programs have versions too, but before a colon they say something themselves: `nginx: 10.…`. */
const PROGRAMS =
  /(?:sdk|jdk|jre|java|oracle|weblogic|chrome|firefox|safari|edge|android|ios|macos|windows|office|node|python|openssl|nginx|apache|tomcat|kernel|bios|plugin|client|agent)\s*(?:is|ist|to|auf|from|von|no|nr|number|[=#.v]){0,2}\s*[v(]?\s*$/u;
const RAISED =
  /(?:upgrad|downgrad|updat|bump)\w*\s+(?:\w+\s+){0,2}(?:from|to|von|auf|de|a)\s+(?:v?\d[\w.-]*\s+(?:to|auf|a)\s+)?$/u;
/** Loopback, nobody, everybody, masks and public resolvers are the same everywhere; no host begins with 0. */
const NOBODYS =
  /^(?:0\.|127\.|255\.|8\.8\.[48]\.[48]$|1\.[01]\.[01]\.[123]$|9\.9\.9\.\d{1,2}$|149\.112\.112\.\d+$|208\.67\.22[02]\.\d+$|94\.140\.1[45]\.1[45]$|4\.2\.2\.[1-6]$|64\.6\.6[45]\.6$|84\.200\.(?:69\.80|70\.40)$|185\.228\.16[89]\.\d+$|76\.76\.(?:2|10)\.\d+$|77\.88\.8\.\d+$|223\.[56]\.[56]\.[56]$|114\.114\.11[45]\.11[45]$|169\.254\.169\.254$|22[4-9]\.|23\d\.)/;
const NOBODYS_V6 =
  /^(?:2001:4860:4860::(?:8888|8844)|2606:4700:4700::(?:1111|1001)|2620:fe::(?:fe|9)|2620:0?:ccc::2|2620:119:35::35|ff0[\da-f]:.*)$/i;

export function findIps(text: string): Finding[] {
  const v4 = [...text.matchAll(V4)].filter(({ 0: found, index }) => isAddress(found, text, index));
  const v6 = [...text.matchAll(V6)].flatMap(({ 0: found, index }) => {
    const address = withoutPort(found.replace(/(?<!:):$/, ""), text, index);
    return isNamingV6(address) ? { 0: address, index } : [];
  });
  return [...v4, ...v6].map(({ index, 0: found }) => ({
    kind: "IP",
    start: index,
    end: index + found.length,
    identity: found.toLowerCase(),
  }));
}

function isAddress(found: string, text: string, start: number): boolean {
  const octets = found.split(".");
  return (
    octets.every((octet) => Number(octet) <= 255 && !/^0\d/.test(octet)) &&
    !NOBODYS.test(found) &&
    !VERSIONED.test(before(text, start)) &&
    (isOfNetwork(octets) || !PROGRAMS.test(before(text, start))) &&
    !RAISED.test(before(text, start, 64))
  );
}

/** Private, and hardly a version: `client 10.44.2.19`, not `client 10.2.0.4`. */
function isOfNetwork([first, second = "", ...rest]: readonly string[]): boolean {
  if (first === "192") return second === "168";
  if (first === "172") return Number(second) >= 16 && Number(second) <= 31;
  return first === "10" && [second, ...rest].some((octet) => Number(octet) >= 16);
}

const PORT = /^(?<host>.+[\da-f]):(?<port>[1-9]\d{1,4})$/i;
const CONNECTS =
  /(?:\b(?:E(?:CONN|ADDR|HOST|NET)[A-Z]+|ETIMEDOUT)|connect\p{L}*|listen\p{L}*|b[io]u?nd\p{L}{0,3}|dial tcp6?|upstream|socket)(?:\s(?:to|on|at|auf|zu|mit|à|a|con))?\W{1,4}$/iu;

/** Without a port that somebody glued to it: where there can be no other group, or the text says that it is one. */
function withoutPort(found: string, text: string, start: number): string {
  const { host = "", port = "" } = PORT.exec(found)?.groups ?? {};
  if (!isIPv6(host)) return found;
  const isOne =
    !isIPv6(found) ||
    CONNECTS.test(text.slice(Math.max(0, start - 40), start)) ||
    (port.length > 2 &&
      new RegExp(`(?:port|[=:])\\s?${port}(?!\\d)`, "i").test(
        `${text.slice(0, start)} ${text.slice(start + found.length)}`,
      ));
  return isOne ? host : found;
}

/** Not `::1`, nor what two names between colons look like. */
function isNamingV6(found: string): boolean {
  const groups = found.split(":").filter(Boolean);
  return (
    isIPv6(found) &&
    !NOBODYS_V6.test(found) &&
    groups.length >= 2 &&
    // A certificate's number.
    !groups.every(({ length }) => length === 2) &&
    groups.some((group) => /\d/.test(group)) &&
    (groups.length > 2 || (groups[0]?.length ?? 0) >= 3)
  );
}
