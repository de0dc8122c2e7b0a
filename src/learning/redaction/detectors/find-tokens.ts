/** A piece of a text that lets somebody in. */
export interface Token {
  start: number;
  end: number;
}

/** What vendors give out, by how it begins; rows of letters and digits follow. */
const PREFIXES = [
  String.raw`do[opr]_v1_|lin_(?:api|oauth)_|figd_|hv[bs]\.|pypi-|gl(?:sa|c)_|sntry[su]_|gsk_|PMAK-|HRKU-|NRAK-|EAAA|sq0[a-z]{3}-`,
  String.raw`gl(?:rt|dt|ptt|soat|cbt|ft|agent|imt)-|shp(?:at|ca|pa|ss)_|dckr_(?:pat|oat)_|xkeysib-|xsmtpsib-|rubygems_|dt0[a-z]\d{2}\.`,
  String.raw`pscale_\w{2,6}_|tskey-(?:auth|api|client)-|sbp_|re_|rnd_|r8_|AGE-SECRET-KEY-1|AKCp|cio_|ops_eyJ|dp\.[a-z]{2}\.|nfp_|vercel_`,
  String.raw`fo1_|FlyV1 fm\d_|sl\.|EAAC|IGQV|amzn\.mws\.|xai-|pplx-|ATCTT|BBDC-|ccipat_|CCIPAT_|CFPAT-|shippo_live_|ey_live_|LTAI`,
].join("|");
const KNOWN = new RegExp(String.raw`(?<![A-Za-z\d_-])(?:${PREFIXES})[\w.=-]{16,300}`, "g");
/** A word or two, a hyphen or a line below, and then what nobody has thought up: `acme_live_8Fs0…`. */
const PREFIXED =
  /(?<![\w/.@-])[a-z][a-z\d]{1,11}(?:[_-][a-z\d]{1,8}){0,3}[_-]([A-Za-z\d]{20,300})(?![\w-])/gi;
/** Letters of both cases and digits all through one another, alone. */
const MIXED = /(?<![\w/.@=+-])[\w-][\w.-]{26,300}[\w-]={0,2}(?![\w/])/g;
/** Names that a row of hexadecimal digits has where it is no key. */
const HEX =
  /(?<![\w/.@-])(?:SK|dapi|key-|[A-Za-z\d]{2,12}_(?:live|prod|secret)_)[\da-f]{32,64}(?!\w)|(?<![\w-])[\da-f]{32}-us\d{1,2}(?!\w)|(?<!\w)[\da-f]{36}NRAL(?!\w)/g;
/** With an end that nothing but base64 has. */
const PADDED = /(?<![\w/+=.@,-])[A-Za-z\d+/]{38,500}={1,2}(?![\w=])/g;
/** A short word, a line below, a row of digits; digests are named as such. */
const NAMED_HEX =
  /(?<![\w/.@-])(?!(?:sha|md|git|commit|rev|build|hash|etag|trace|span|image|blob|chunk|id|v)\d*_)[a-z]{2,8}_[\da-f]{32,64}(?!\w)/g;
const BOTS = /(?<![\w:])\d{8,10}:AA[\w-]{33}(?!\w)/g;
const DOTTED = /(?<![\w/.@-])[A-Za-z\d]{12,24}\.[\da-f]{64}(?!\w)/g;
/** What a link into a chat or a service holds behind its host: whoever has it may write there. */
const HOOKS =
  /https?:\/\/(?:[^\s/]{0,100}hooks?[^\s/]{0,100}|[^\s?#]{1,120}\/(?:web)?hooks?(?:b2)?)\/([^\s"'<>)\]]{16,400})/dgi;
/** `?sig=`, `&X-Amz-Signature=`: links that are keys. */
const SIGNED =
  /[?&](?:sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token)|hmac|token|auth|code|key|t)=([\w%.~+/=-]{16,500})/dgi;
/** Whoever has it is that person. */
const COOKIES =
  /(?:(?:^|[\s"'])(?:set-)?cookie2?["']?\s?[:=]\s?["']?|;\s?)[\w.-]{1,60}=([\w%.~+/=:-]{16,500})|(?<![\w])(?:[\w.-]{0,20}sess(?:ion)?[\w.-]{0,6}id|connect\.sid|sid|csrf[\w-]{0,12}|xsrf[\w-]{0,12}|remember_token)["']?\s?[:=]\s?["']?([\w%.~+/=-]{12,500})/dgi;
/** A variable of the environment that is given something without sense: `MAILER=0d44c9…`. */
const ASSIGNED =
  /(?<![\w-])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*\s?=\s?["']?(?:base64:)?([\w%.~+/=-]{24,500})/dg;
const NO_KEY =
  /(?:^|_)(?:SHA\d*|COMMIT|HASH|DIGEST|REV(?:ISION)?|ETAG|MD5|CHECKSUM|ID|UUID|VERSION|TAG|IMAGE|PATH|URL|HOST)\s?=/;
const SEEDS =
  /(?:seed|2fa|totp|authenticator|mfa)\D{0,12}?(?<![A-Z\d])([A-Z2-7]{16,64})(?![A-Za-z\d])/dg;

/** Keys and links that let somebody in, told by what they look like and not by what is said of them. */
export function findTokens(text: string): Token[] {
  const whole = [KNOWN, HEX, NAMED_HEX, BOTS, DOTTED].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => /\d/.test(found))
      .map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
  );
  const random = [PREFIXED, MIXED, PADDED].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: found, 1: tail = found }) => isRandom(tail) && !isHash(found))
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

/** Small and large letters and digits that change places as in no word or name of a program. */
function isRandom(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z\d]/g, "");
  if (!/\d.*\d/.test(letters) || !/[a-z]/i.test(letters)) return false;
  const changes = changesIn(letters);
  return changes >= letters.length * 0.35;
}

/** The same, less strictly: something already says that it is a key. */
function hasNoSense(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z\d]/g, "");
  return /\d/.test(letters) && letters.length >= 12 && changesIn(letters) >= letters.length * 0.2;
}

/** No page of a manual: an id or a number of several digits. */
function isHook(text: string): boolean {
  return (text.match(/\d/g) ?? []).length >= 6;
}

/** How often a letter is followed by a digit or by one of the other case, or the other way round. */
function changesIn(text: string): number {
  const kinds = [...text].map((letter) => (/\d/.test(letter) ? 0 : /[a-z]/.test(letter) ? 1 : 2));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
}

/** A digest, a build, an id: everybody may know those. */
function isHash(text: string): boolean {
  const isUuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
  const longest = text.split(/[._-]/).toSorted((a, b) => b.length - a.length)[0] ?? "";
  return isUuid || /^[\da-f]+$/i.test(longest) || /^sha\d+-/i.test(text);
}
