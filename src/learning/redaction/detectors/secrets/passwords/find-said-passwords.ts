interface Span {
  start: number;
  end: number;
}

/** English says "is" before it; elsewhere there may be nothing but a word or two. */
const ENGLISH =
  /^(?:pass ?(?:word|code|key|phrase)s?|pass|p\/?w|pwds?|psk|creds?|credentials?|log[ -]?in|sign[ -]?in|basic auth|secret)$/i;
const WORD = [
  "pass ?(?:word|wort|wd|phrase|code|key)(?:s|et|en|er)?|(?<![a-z])(?:pass|p\\/?w|pwd|psk|creds?|pwds)(?![a-z])|requirepass|kennwort|kennwörter|zugangs(?:code|wort|daten|pass)|access pass|credentials?|community[ -]string|pre-?shared[ -]key|(?:reset|set|changed) (?:it|that|yours?|this) to|new one|log[ -]?in|sign[ -]?in|basic auth|(?<![a-z])secret(?!s|[ _-]?(?:name|id|key|path|arn|santa|version|store|manager|hash|ref))",
  "mot de passe|mots de passe|(?<![a-z])mdp|code d.acc[eè]s|contrase(?:[nñ]|ny)a|(?<![a-z])clave|senha|palavra[ -]passe|parola d.ordine|wachtwoord|has[lł][oaeu]|l[öo]senord(?:et)?|(?:adgangs)?kodeord(?:et)?|adgangs(?:kode|ord)(?:n|en|et)?|k[oó]d dost[eę]pu",
  "salasana(?:n|si|ni)?|(?<![a-z])parol[aăeėiu](?:m|n|sı|mız|nız)?|hesl[oaeu]|jelsz[oóa]\\p{L}{0,3}|lozink[aeu]|zapork\\p{L}|gesl[oau]|[sş]ifre(?:m|n|si|niz|miz)?|m[ậa]t kh[ẩa]u|kata sandi|slapta[zž]od\\p{L}{1,3}|κωδικ[όο]ς?|συνθηματικ\\p{L}|парол[ьаяюеи]\\p{L}{0,2}|סיסמ\\p{L}{1,4}|รหัสผ่าน|kalas[ií]mi|parool\\p{L}{0,2}|лозинк\\p{L}|password(?:ul|a)|fjalëkalim\\p{L}{0,2}|gaptxı",
  "パスワード|暗証|密码|密碼|口令|비밀번호|비번|패스워드|كلمة (?:المرور|السر)|الرقم السري|गुप्त ?शब्द|पासवर्ड|গোপন|கடவுச்சொல்|პაროლი|գաղտնաբառ|पासकोड|گذرواژه|رمز عبور|پاس ورڈ",
].join("|");
const WORDS = new RegExp(`(?:${WORD})(?!\\p{Ll}{4}|\\.\\w)`, "giu");
/** What it is said to be. */
const IS =
  /(?:[:=：＝→>]|(?<!\p{L})(?:is|was|are|to|be|now|has|ist|hat|tiene|war|sind|lautet|lautete|heißt|es|era|son|fue|est|[eé]tait|sont|[eè]|sono|[eé]|foi|s[aã]o|[aä]r|var|er|on|oli|jest|by[lł]o?|to|je|byl[ao]?|este|era|l[aà]|adalah|oldu|ise|είναι|ήταν|это|был|теперь|—|–|は|是|为|為|是：|는|은|了|成)[:：]?)\s*["'“”„«»*`(]*$/iu;
/** In English it says where something is, in Finnish and Estonian what. */
const ON = /(?<!\p{L})on\s["'“„«`(]{0,2}$/iu;
const FINNISH = /(?:salasana|parool|tunnus|koodi)/iu;
/** As machines are called: `esx-14`. */
const MACHINE = /^[a-z]+\d?(?:-[a-z\d]{1,12}){1,4}$/;
const TOKENS = /[^\s"“”„«»<>|]+/g;
const REACH = 110;
const MOST = 9;
/** What has digits and is read by everybody. */
const READABLE =
  /^(?:\d{4}-\d\d-\d\d.*|sha\d+[:-].*|[\da-f]{32,}|(?:[a-z][\w-]*\/)+[\w.-]+|v?\d+(?:[.:,/-]\d+)*(?:[a-z]{0,3}|-?\w*(?:char|digit|day|bit|step|factor|hour|min|sec)\w*)|https?:.*|[\w.-]+@[\w-]+\.[\w.-]+|\.?\.?\/.*|[a-z]:\\.*|~\/.*|(?:[\w-]+\.)+(?:com|net|org|io|dev|local|internal|corp|example|lan|json|ya?ml|env|zip|rar|7z|gz|tar|pptx?|csv|log|xml|png|jpe?g|exe|msi|kdbx|pfx|pem|key|crt|bak|sql|txt|md|py|[jt]sx?|sh|conf|ini|php|html?|pdf|docx?|xlsx?|de|eu|uk|fr)(?:[:/].*)?|oauth\d?|sha-?\d+|md[45]|base64|utf-?\d+|ipv[46]|http\/?\d|win(?:dows)?\d+|[mo]365|office365|s3|ec2|k8s|x\.?509|p12|pkcs\W?\d+|argon2\w*|aes-?\d+.*|rsa-?\d+|tls\W?v?1?\.?\d?|[23]fa|wpa[23].*|web3|log4j|i18n|ps[345]|q[1-4]|h[12]|[a-z]\d{1,2}|[\w.-]+\(.*|\w+\[.*|\$.*|%\w+%|\{.*|<.*|--?\w.*|and\/or|n\/a|24\/7|e\.g|i\.e|c\+\+|1password|(?:strg|ctrl|alt|cmd|shift|umschalt|maj)[+-].*|\p{L}+[?!]+|[\p{L}'’]+\/[\p{L}'’]+)$/iu;
/** Tickets, machines, regions. */
const NAMED =
  /^(?:[A-Z]{2,}(?:_[A-Z\d]+)+|[a-z]+(?:_[a-z]+)+|[A-Z][A-Z\d]{1,9}[-_]\d{1,8}|[A-Z]{2,5}\d{4,}|#\d+|[a-z]+\d?(?:-[a-z\d]{1,12}){1,4}|[a-z]+\d{1,2}|\p{L}+(?:-\p{L}+)+)$/u;
const PLACEHOLDER =
  /^(?:[[{<$%*…]|\*+|x{4,}|your|changeme|example|redacted|hidden|case|empty|wrong|invalid|null|none)/i;

const WHOSE =
  /(?:^\s*(?:for|für|fuer|pour|para|per|voor|dla|för|till|для|of)|(?<!\p{L})(?:named|called|unlocks|opens))\s["'`“„«(]*$/iu;
const RULE =
  /必须|必須|至少|以上|以下|不少|最少|长度|長さ|文字|자 이상|^\d+(?:位|字|桁|자)|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]*\d{1,2}(?:位|字|桁|個|个|$)/u;

/** Passwords in sentences: behind a word for one, in any of its languages, what is no word. */
export function findSaidPasswords(text: string): Span[] {
  return [...text.matchAll(WORDS)].flatMap(({ index, 0: word }) => {
    // A mark of what was taken out is no word for one
    if (
      text[index - 1] === "[" &&
      /^_\d+\]/.test(text.slice(index + word.length, index + word.length + 9))
    )
      return [];
    const found = nextPassword(text, index + word.length, ENGLISH.test(word));
    return found === undefined ? [] : [found];
  });
}

function nextPassword(text: string, from: number, isEnglish: boolean): Span | undefined {
  const slice = text.slice(from, from + REACH);
  let seen = 0;
  for (const { 0: token, index } of slice.matchAll(TOKENS)) {
    const before = slice.slice(0, index);
    if (/\n[^\n]*\n|[.!?]\s+\p{Lu}|[。！？;]\s*$/u.test(before) || seen >= MOST) return undefined;
    const trimmed = trim(token);
    const bare = { ...trimmed, text: withoutNext(trimmed.text) };
    if (bare.text === "") continue;
    seen += 1;
    // Whose it is, and what it must be like
    if (WHOSE.test(before) || RULE.test(bare.text)) continue;
    const said = before + token.slice(0, bare.from);
    const isTold = IS.test(said) && !(isEnglish && ON.test(said));
    if (seen > 1 && /^=["']?\S/.test(slice)) return undefined;
    const isNext = seen === 1;
    const isBare = !isEnglish && seen <= 5 && /^\p{L}{4,}[\d_-]{0,4}\d$/u.test(bare.text);
    if (
      isPassword(bare.text, { isTold: isTold || isBare, isNext, isQuoted: /["'“„«`(]$/.test(said) })
    ) {
      const start = from + index + bare.from;
      const rest = /^[^\s"“”„«»<>|]{0,100}/.exec(text.slice(start, start + 120))?.[0] ?? "";
      const whole = withoutNext(trim(rest).text);
      return { start, end: start + Math.max(whole.length, bare.text.length) };
    }
  }
  return undefined;
}

/** Whether it is where a password is for: `the password of the console on esx-14`. */
export function isPlace(text: string, { start, end }: Span): boolean {
  const said = text.slice(Math.max(0, start - REACH), start);
  return MACHINE.test(text.slice(start, end)) && ON.test(said) && !FINNISH.test(said);
}

/** Whether everybody may read it, however mixed it looks. */
export function isReadable(text: string): boolean {
  return READABLE.test(text);
}

function trim(token: string): { text: string; from: number } {
  const from = /^[\s'`(:=：＝→>,;*“„«は是为為는은]*/u.exec(token)?.[0].length ?? 0;
  // Of a script without spaces the next word stands right behind.
  const text = token
    .slice(from)
    .replace(
      /(?<=[\x21-\x7e])(?:[，。、；）」』]|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}).*$/u,
      "",
    )
    .replace(/[.,;:)\]'`…*]+$/u, "");
  return { text, from };
}

/** Of a request or a connection: what is set next is no part of it. */
function withoutNext(value: string): string {
  return value.replace(/(?<=.{4})[&;,]\s?[A-Za-z][\w.-]{1,40}=.*$/u, "");
}

interface Told {
  /** Right behind "is" or a colon. */
  isTold: boolean;
  /** Right behind the word itself. */
  isNext: boolean;
  isQuoted: boolean;
}

function isPassword(text: string, { isTold, isNext, isQuoted }: Told): boolean {
  if (text.length < 4 || text.length > 100 || PLACEHOLDER.test(text)) return false;
  if (READABLE.test(text) && !/^\d{6,12}$/.test(text)) return false;
  // Only what is told may be nothing but digits.
  const hasLetter = /\p{L}/u.test(text);
  const hasDigit = /\d/.test(text);
  const hasSign = /[@#$%^&*!?+=~§](?=.)/.test(text) || (hasDigit && /[._,:/-](?=.)|!$/.test(text));
  if (!hasLetter) return /^\d{6,12}$/.test(text) && (isTold || isNext);
  if (hasDigit && (isTold || isNext)) return isTold || !NAMED.test(text) || isQuoted;
  if (NAMED.test(text)) return false;
  if (hasDigit && (hasSign || /\d\p{L}/u.test(text))) return text.length >= 6;
  if (hasSign) return isTold || isNext || isQuoted || /[@#$%^*!?~](?=.)/.test(text);
  return false;
}
