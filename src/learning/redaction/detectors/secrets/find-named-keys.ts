import { isMade } from "./randomness.ts";

interface Span {
  start: number;
  end: number;
}

/** Says by itself that what follows lets somebody in. */
const SURE = [
  "api[ _-]?(?:key|token|secret|schl[uü]ssel)|(?:secret|private|signing|encryption|auth|licen[cs]e|master|shared|subscription|account|access|deploy|write|admin|integration|function|instrumentation)[ ._-]?(?:access[ _-]?)?key",
  "token|secret|credentials?|bearer|webhook|hmac|passphrase|ntlm(?:v2)?(?: hash)?|password hash|(?:personal )?access[ _-](?:token|code)|(?<![a-z])(?:pat|jwt|dsn|creds?|pkey|apikey)(?![a-z])|auth(?=[\"']?\\s?[:=])|authorization|x-[a-z-]{1,30}-(?:key|token|auth)",
  "(?<!\\p{L})geheim(?:nis|er schl[uü]ssel)?|secreto|segredo|segreto|hemlighet|jet(?:on|ó)n?(?!\\p{L})|токен|секрет|ключ(?:а|ом)? (?:api|доступа)|令牌|密钥|密鑰|トークン|シークレット|キー|토큰|시크릿|مفتاح|रहस्य",
].join("|");
/** Says so less surely: there are keys of tables, of keyboards, of maps. */
const LIKELY =
  "key|schlüssel|cl[eé] (?:api|secr[eè]te|d.acc[eè]s|priv[eé]e)|clave|chave|chiave|sleutel|nyckel|nøgle|klucz|kl[ií]č|kulcs|anahtar|ключ|private|access|login|signature|salt|pepper|session|cookie";
/** Of whom nothing is random but what lets somebody in. */
const VENDORS =
  "algolia|twilio|sendgrid|mailgun|mailjet|mailchimp|postmark|sparkpost|datadog|okta|auth0|cloudflare|wandb|hetzner|linode|vultr|digitalocean|scaleway|shodan|virustotal|censys|openweather(?:map)?|weatherstack|mapbox|tomtom|deepl|deepgram|assemblyai|elevenlabs|mistral|cohere|groq|replicate|mixpanel|amplitude|posthog|pusher|ably|pubnub|intercom|zendesk|freshdesk|hubspot|airtable|asana|trello|clickup|figma|postman|snyk|sonar(?:qube|cloud)|codecov|coveralls|circleci|travis|artifactory|backblaze|wasabi|fastly|netlify|vercel|heroku|supabase|planetscale|splunk|new ?relic|rollbar|bugsnag|honeycomb|opsgenie|pagerduty|telegram|discord|dropbox|plaid|paypal|braintree|adyen|stripe|razorpay|paystack|shopify|etherscan|infura|alchemy|coinbase|binance|kraken|ipinfo|ipstack|clearbit|typeform|contentful|sanity|cloudinary|imgix|nexmo|vonage|messagebird|plivo|telnyx|openai|anthropic|hugging ?face|pinecone|tavily|firecrawl|langsmith";
const WORDS = new RegExp(
  `(?:(?<sure>${SURE})|(?<likely>${LIKELY}|(?<![\\p{L}/.@])(?:${VENDORS})))(?:s|n|en)?(?!\\p{Ll})`,
  "giu",
);
/** What of them is no secret. */
const OTHER_KEYS =
  /(?<![a-z])(?:public|primary|foreign|partition|sort|cach(?:e|ing)|idempot\w+|routing|issue|project|registry|composite|unique|index|hash|object|storage|s3|message|dedup\w*|event|shard|row|record|map|dict\w*|i18n|translation|lookup|join|group\w*|hot|short|function|arrow|shift|site|publishable|host|jira|ticket|natural|surrogate|bucket|metric|label|config|json|yaml|dns)[ _.-]?$/i;
const OTHER_TOKENS =
  /(?<![a-z])(?:next|page|continuation|pagination|sync|cursor|cancel\w*|max|total|input|output|prompt|completion|special|eos|bos|pad|num|design|colou?r|number of|per|syntax|unexpected)[ _-]?(?:page[ _-]?)?$/i;
/** Of it only something is told: `key id`, `token_count`. */
const ABOUT =
  /^[ _-]?(?:id|name|type|size|len(?:gth)?|count|limit|ttl|expir\w*|path|file|ur[li]|endpoint|hash|fingerprint|thumbprint|version|ring|board|words?|point|vault|store|usage|rotation|error|alg\w*|arn|digest|sha\w*|index|column|figures?|results?|control|logs?|level|request)(?![a-z])/i;
/** What comes after these is theirs. */
const OTHERS =
  /^(?:sha-?\d*|md5|commit|revision|rev|digest|hash\w*|fingerprint|thumbprint|checksum|etag|uuid|guid|id|ids|trace|span|request|correlation|version|build|release|image|tag|ticket|order|case|incident|invoice|serial|pod|node|host|instance|job|run|pipeline|branch|bucket|table|user|user_?name|tenant|error|code|ref|reference|referenz|r[eé]f[eé]rence|referencia|refer[eê]ncia|riferimento|sku|model|arn|kid|jti|alg|region|sid|zone|account|org|project|app|space|workspace|channel|server|guild|site|page|board|card|list|event|invoice|customer|charge|payment|snapshot|droplet|volume|[a-z]*key[_-]?id|[a-z]+[_-]id)$/i;
const TOKENS = /[^\s"'`“”„«»<>,;|()[\]{}*&]+/g;
const REACH = 90;
const LONGEST = 700;

/** Keys behind words that speak of keys, in whatever form they are written: told by having no sense. */
export function findNamedKeys(text: string): Span[] {
  return [...text.matchAll(WORDS)].flatMap(({ index, 0: word, groups = {} }) => {
    const said = text.slice(Math.max(0, index - 24), index);
    const end = index + word.length;
    const others = /token|jet|令牌|トークン/i.test(word) ? OTHER_TOKENS : OTHER_KEYS;
    if (others.test(said) || ABOUT.test(text.slice(end, end + 16))) return [];
    const found = nextMade(text, end, groups.sure === undefined ? 5 : 7);
    return found === undefined ? [] : [found];
  });
}

function nextMade(text: string, from: number, most: number): Span | undefined {
  const slice = text.slice(from, from + REACH);
  let seen = 0;
  for (const { 0: token, index } of slice.matchAll(TOKENS)) {
    const between = slice.slice(0, index);
    if (/\n\s*\n/.test(between) || seen >= most) return undefined;
    const lead = /^[:=>→_.-]*/.exec(token)?.[0].length ?? 0;
    const start = from + index + lead;
    const whole =
      /^[^\s"'`“”„«»<>,;|()[\]{}*&]+/.exec(text.slice(start, start + LONGEST))?.[0] ?? "";
    const value = withoutName(whole);
    if (value === "") continue;
    seen += 1;
    const inner = OTHERS.test(value.text.replace(/[:=.#]+$/, ""));
    if (inner || /^\w{2,12}:\/\//.test(token.slice(lead))) return undefined;
    if (isMade(value.text) || (seen === 1 && /^\d{14,64}$/.test(value.text))) {
      return { start: start + value.from, end: start + value.from + value.text.length };
    }
    // The sentence is over.
    if (/[.!?]$/.test(token) && token.length > 2) return undefined;
  }
  return undefined;
}

/** Without a name before it, `id=9f3…`, and without what ends a sentence. */
function withoutName(token: string): { text: string; from: number } | "" {
  const name = /^[A-Za-z_][\w.-]{0,40}[:=]+(?=.)/.exec(token)?.[0] ?? "";
  // A key of two parts, `9f3…-…:fx`, has no name.
  const isKey = /:$/.test(name) && name.length > 20 && isMade(name.slice(0, -1));
  const isNamed = name !== "" && !isKey && !/[+/=]{1,2}$/.test(token.slice(name.length - 1));
  if (
    isNamed &&
    OTHERS.test(
      name
        .replace(/[:=]+$/, "")
        .split(/[_.-]/)
        .at(-1) ?? "",
    )
  ) {
    return { text: "id", from: 0 };
  }
  const from = isNamed ? name.length : 0;
  const text = token.slice(from).replace(/[.:!?…、。]+$/, "");
  return text === "" ? "" : { text, from };
}
