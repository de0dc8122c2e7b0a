import { before } from "../../finding.ts";
import { hasNoSense, isHash, isMade, isRandom } from "./randomness.ts";
import { VENDOR_FORMS, VENDOR_KEYS } from "./vendor-keys.ts";

/** A piece of a text that lets somebody in. */
export interface Token {
  start: number;
  end: number;
}

/** A word or two, a hyphen or a line below, and then what nobody has thought up: `acme_live_8Fs0…`. */
const PREFIXED =
  /(?<![\w/.@-])[a-z][a-z\d]{1,11}(?:[_-][a-z\d]{1,8}){0,3}[_-]([A-Za-z\d]{20,300})(?![\w-])/gi;
/** Letters of both cases and digits all through one another, alone. */
const MIXED = /(?<![\w/.@=+-])[\w-][\w.-]{26,300}[\w-]={0,2}(?![\w/])/g;
/** What vendors number their things by, and words that say so. */
const IDS =
  /^(?:cus|pi|evt|ch|in|sub|price|prod|acct|req|trace|span|run|job|build|pod|file|msg|thread|asst|chatcmpl|resp|org|proj|user|usr|img|vol|vpc|subnet|sg|ami|eni|snap|inst|node|cluster|order|ord|inv|txn?|ref|pm|seti|src|card|ba|po|re|dp|wf|env|ws|team|dep|dpl|prj|call|toolu|batch|rs|fc|pvc)[_-]/;
const NUMBERED =
  /(?:\b(?:id|ids|etag|version ?id|digest|integrity|nonce|h1|sha\d+|fingerprint|thumbprint|ssh-\w+|ecdsa-\S+|checksum|trace|span|request|correlation|ray|build|object|document|doc|file|sheet|video|commit|hash)["']?\s?[:=#]?\s?["']?)$/;
/** With an end that nothing but base64 has. */
const PADDED = /(?<![\w/+=.@,-])[A-Za-z\d+/]{38,500}={1,2}(?![\w=])/g;
/** A short word, a line below, a row of digits; digests are named as such. */
const NAMED_HEX =
  /(?<![\w/.@-])(?!(?:sha|md|git|commit|rev|build|hash|etag|trace|span|image|blob|chunk|id|v)\d*_)[a-z]{2,8}_[\da-f]{32,64}(?!\w)/g;
/** What a link into a chat or a service holds behind its host: whoever has it may write there. */
const HOOKS =
  /(https?:\/\/(?:[^\s/]{0,100}hooks?[^\s/]{0,100}|[^\s?#]{1,120}\/[\w-]{0,20}hooks?(?:b2)?)\/[^\s"'<>)\]]{16,400})/dgi;
/** `?sig=`, `&X-Amz-Signature=`: links that are keys. */
const SIGNED =
  /[?&](?:sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token)|hmac|token|auth|code|key|t)=([\w%.~+/=-]{16,500})/dgi;
/** Whoever has it is that person. */
const COOKIES =
  /(?:(?:^|[\s"'])(?:set-)?cookie2?["']?\s?[:=]\s?["']?|;\s?)[\w.-]{1,60}=([^\s;,"'<>]{16,500})|(?<![\w])(?:[\w.-]{0,20}sess(?:ion)?[\w.-]{0,6}id|connect\.sid|sid|csrf[\w-]{0,12}|xsrf[\w-]{0,12}|remember_token)["']?\s?[:=]\s?["']?([\w%.~+/=-]{12,500})/dgi;
/** A variable of the environment that is given something without sense: `MAILER=0d44c9…`. */
const ASSIGNED =
  /(?<![\w-])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*\s?=\s?["']?(?:base64:)?([\w%.~+/=-]{24,500})/dg;
const NO_KEY =
  /(?:^|_)(?:SHA\d*|COMMIT|HASH|DIGEST|REV(?:ISION)?|ETAG|MD5|CHECKSUM|IDS?|UUID|MODEL|VERSION|TAG|IMAGE|PATH|URL|HOST)\s?=/;
const SEEDS =
  /(?:seed|2fa|totp|authenticator|mfa|one-time|einmal|otp)(?:\D{0,12}?(?<![A-Z\d])([A-Z2-7]{16,64})|[^\n]{0,60}?(?<![A-Za-z\d])(?=[A-Z]{0,40}[2-7])([A-Z2-7]{16,64}))(?![A-Za-z\d])/dgi;
/** Told in one breath with a key: the second half of a pair, the next of a list. */
const NEXT =
  /^["'`]?(?:\s?[/,;|&+:]\s?|\s(?:and|und|et|y|e|en|i|och|og|или|и)\s|\s)(?:\p{L}{2,10}(?:\s\p{L}{2,10})?\s?[:=]?\s)?["'`]?([\w+/=.~-]{20,400})/u;
const MOST_NEXT = 4;

/** Keys and links that let somebody in, told by what they look like and not by what is said of them. */
export function findTokens(text: string): Token[] {
  const whole = [VENDOR_KEYS, ...VENDOR_FORMS, NAMED_HEX].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => (pattern === VENDOR_KEYS ? isMade(found) : /\d/.test(found)))
      .map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  );
  const random = [PREFIXED, MIXED, PADDED].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: found, 1: tail = found }) => isRandom(tail) && !isHash(found))
      .filter(({ 0: found, index }) => !IDS.test(found) && !NUMBERED.test(before(text, index)))
      .map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  );
  const named = [HOOKS, SIGNED, COOKIES, ASSIGNED, SEEDS].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices, 0: found, ...groups }) => {
      const at = groups[1] === undefined ? 2 : 1;
      const [start, end] = indices?.[at] ?? [0, 0];
      const value = text.slice(start, end);
      const isKey = pattern === SEEDS || (pattern === HOOKS ? isHook(value) : hasNoSense(value));
      return isKey && !NO_KEY.test(found) ? [{ start, end }] : [];
    }),
  );
  return [...whole, ...random, ...named];
}

/** The second half of a pair whose first ends at `from`, or the next of a list. */
export function nextKeys(text: string, from: number): Token[] {
  const found: Token[] = [];
  let end = from;
  while (found.length < MOST_NEXT) {
    const [all, value = ""] = NEXT.exec(text.slice(end, end + 500)) ?? [];
    const isKey = hasNoSense(value) && isMade(value) && !isHash(value) && !/\/\//.test(value);
    if (all === undefined || !isKey || IDS.test(value)) break;
    const start = end + all.length - value.length;
    end = start + value.length;
    found.push({ start, end });
  }
  return found;
}

/** No page of a manual: an id or a number of several digits, or a part that nobody has thought up. */
function isHook(text: string): boolean {
  const isKey = (part: string) => part.length >= 16 && isMade(part);
  return (text.match(/\d/g) ?? []).length >= 6 || text.split("/").some(isKey);
}
