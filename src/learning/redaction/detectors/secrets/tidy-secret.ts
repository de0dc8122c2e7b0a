interface Span {
  start: number;
  end: number;
}

/** How a request signs in, or what a setting is called: everybody may know. */
const LEADS: readonly RegExp[] = [
  /^["'`]?(?:Bearer|Basic|Digest|Token|Negotiate|ApiKey|Bot)\s+/i,
  /^["'`_]{0,2}[A-Z][A-Z\d]*(?:_[A-Z\d]+)+["']?\s?[=:]\s?["']?(?=[^\s"']{4})/,
  // Who signs in for a program, in an address: `https://oauth2:glpat-…@…`.
  /^(?:oauth2?|x-access-token|x-token-auth|x-oauth-basic|gitlab-ci-token|git|token|__token__|_json_key|api|apikey|default|AWS|00000000-0000-0000-0000-000000000000):(?=.{4})/i,
];
/** Stands where a value would, or names where it lies. */
const NO_VALUE =
  /^["'`]?(?:\]\(.*|@[\w.-]+:\d+.*|@[\w-]+\.[\w.-]+.*|x{3,}|X{3,}|\*{2,}[\w -]*\*{0,}|[•●.…_-]{3,}|<[^<>]{0,60}>|\$(?:env:)?\{?[A-Za-z_][\w:.-]*\}?|%\w+%|\{\{.{0,60}\}\}|\[[A-Za-z_ -]+\]|\[[A-Z]+_\d+\]{0,4}|--?[a-z][\w-]*|your[-_ ].*|\S{0,50}\.(?:txt|log|tmp|csv|zip|t?gz|tar|md|xml|html|sql|bak|json|ya?ml|env|pem|key|pub|crt|pfx|p12|kdbx|docx?|xlsx?|pdf|conf|ini|sh|ps1|py|js|ts)|not[-_ ]a[-_ ]real.*|(?:api[-_ ]?)?(?:password|token|secret|key|passwd|username|user|login|credentials?))["'`,;]{0,2}$/;
/** Everybody may have it, or it says no more than which one it is. */
const PUBLIC =
  /(?:public[ _.-]?key|pub[ _-]?key|peer|private_key_id|(?<!access[ _-]?)(?:key|schlüssel|clé|clave|chiave|chave|sleutel)[ _-]?(?:id|identifier|protector id)|"kid"|(?<![\p{L}\d])kid|\bssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|fingerprint|thumbprint)["'\]]{0,2}(?:\s(?:of|for|is|ist)(?:\s\w+){0,2})?\s{0,3}[:=]?\s{0,3}["']?$/iu;
/** Shown to every visitor of a shop, or a number of Twilio's for an account or the like. */
const PUBLIC_FORM = /^["'`]?(?:pk_(?:live|test)_\w+|(?:AC|MG|VA|PN|IS|ZS)[\da-f]{32})["'`]?$/;
/** How a record of a program begins: `debug1: Offering public key`. */
const RECORD = /^(?:debug|trace|info|warn(?:ing)?|error|fatal|notice)\d?:?$/i;
/** Who signs in, in settings; with what stands beside it. */
const WHO = /(?<![\p{L}\d])user_?name["']?\s?[:=]\s{0,3}["']?$/iu;
/** What is set next in the same line of settings. */
const SET_NEXT = /(?<=^(?!\w{2,12}:\/\/).{4,200})[,;&]\s?[A-Za-z_][\w.-]{1,40}=\S*$/;
const SAID = 60;
/** Of an address only who signs in and with what: the machine and the path stay. */
const ADDRESS = /^(?<before>\S{0,40}?\/\/)(?<who>[^\s/@"']{1,200})@/;

/** What of a value is one, and nothing that stands for it; undefined where no secret is left. */
export function tidySecret(text: string, { start, end }: Span): Span | undefined {
  const { before = "", who } = ADDRESS.exec(text.slice(start, end))?.groups ?? {};
  if (who !== undefined) {
    const at = start + before.length;
    return tidySecret(text, { start: at, end: at + who.length });
  }
  let from = start;
  for (const pattern of LEADS) {
    from += pattern.exec(text.slice(from, Math.min(end, from + SAID)))?.[0].length ?? 0;
  }
  const value = text.slice(from, Math.min(end, from + SAID));
  if (NO_VALUE.test(value) || PUBLIC_FORM.test(value)) return undefined;
  if (RECORD.test(value) && /^:?\s/.test(text.slice(end, end + 2))) return undefined;
  const said = text.slice(Math.max(0, from - SAID), from);
  if (PUBLIC.test(said) || (WHO.test(said) && !/[:/]/.test(value))) return undefined;
  const next = SET_NEXT.exec(text.slice(from, end))?.[0].length ?? 0;
  return { start: from, end: end - next };
}
