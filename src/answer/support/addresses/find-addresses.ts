/** Where something in a text would lead or reach, as UTF-16 indices into that text. */
export interface Address {
  text: string;
  start: number;
  end: number;
  kind: "url" | "email" | "phone";
}

/** Ends of bare names that chats and browsers turn into links; a file's ending is no domain. */
const DOMAIN_ENDS =
  "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|co|me|tv|cc|ws|xyz|top|site|online|shop|store|tech|cloud|live|link|click|club|page|pages|web|website|space|work|works|company|group|team|zone|host|press|wiki|news|blog|help|support|life|world|today|email|digital|agency|studio|systems|solutions|services|global|ly|gl|gg|gd|sh|to|is|it|eu|uk|us|de|fr|es|nl|be|at|ch|pl|se|no|dk|fi|ie|pt|cz|ru|ua|cn|jp|kr|in|br|mx|ca|au|nz|za|tr|gr|hu|ro|su|tk|ml|ga|cf|gq|pw|icu|buzz|fun|vip|win|bid|loan|men|zip|mov|example|test|invalid|local|localhost|internal|intranet|corp|lan|onion";
const LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
const HOST = `(?:${LABEL}\\.)+(?:${DOMAIN_ENDS})(?![\\p{L}\\p{N}-])`;
const REST = "[^\\s<>\"'“”‘’`|\\\\^{}\\[\\]]*";

const MAILBOX = "[\\p{L}\\p{N}._%+-]";
// It begins where its letters do: tried from each of them, a long word takes its length squared.
const EMAIL = new RegExp(
  `(?<!${MAILBOX})(?:mailto:)?${MAILBOX}+@(?:${LABEL}\\.)+[\\p{L}]{2,}`,
  "giu",
);
const URL_LIKE = new RegExp(
  [
    `(?<![\\p{L}\\p{N}])[a-z][a-z0-9+.-]{1,20}:[/\\\\]{2}${REST}`,
    `(?<![\\p{L}\\p{N}])(?:javascript|data|vbscript|tel|sms|file|blob|slack|callto|skype|whatsapp|intent):(?=[^\\s])${REST}`,
    `(?<![\\p{L}\\p{N}:/\\\\])[/\\\\]{2}(?:${LABEL}\\.)+[\\p{L}]{2,}${REST}`,
    `(?<![\\p{L}\\p{N}@.])www\\d?\\.${REST}`,
    `(?<![\\p{L}\\p{N}@./-])${HOST}(?::\\d{2,5})?(?:[/?#]${REST})?`,
    // Any dotted name with a path behind it, whatever its end is: "evil.party/x".
    `(?<![\\p{L}\\p{N}@./-])(?:${LABEL}\\.)+[\\p{L}]{2,}/(?=[\\p{L}\\p{N}])${REST}`,
    "(?<![\\d.])(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(?::\\d{2,5})?/" +
      REST,
  ].join("|"),
  "giu",
);
const PHONE =
  /(?<![\p{L}\p{N}.,/-])(?:\+|00)\s?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.,/-])\(?0?\d{2,5}\)?(?:[\s.\-/]{1,2}\d{2,8}){1,5}(?![\p{L}\p{N}%€$£.,-]*\d)/gu;
const DATE_LIKE =
  /^\(?(?:\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}|\d{4}\s?[-/]\s?\d{2,4}|\d{1,3}(?:[\s.]\d{3})+)\)?$/;

/** Web addresses, e-mail addresses and phone numbers in a text, in order. */
export function findAddresses(text: string): Address[] {
  const found: Address[] = [];
  const take = (pattern: RegExp, kind: Address["kind"]) => {
    for (const match of text.matchAll(pattern)) {
      const piece = kind === "url" ? trimUrl(match[0]) : match[0].trim();
      const start = match.index;
      const end = start + piece.length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      if (kind === "phone" && !isPhone(piece)) continue;
      found.push({ text: piece, start, end, kind });
    }
  };
  // A mail address behind "https://user@host" belongs to that address, so those come first.
  take(URL_LIKE, "url");
  take(EMAIL, "email");
  take(PHONE, "phone");
  const mails = found.filter((one) => one.kind === "email");
  return found
    .filter((one) => one.kind === "email" || !mails.some((m) => overlaps(one, m)))
    .sort((a, b) => a.start - b.start);
}

function overlaps(a: Address, b: Address): boolean {
  return a.start < b.end && a.end > b.start;
}

function isPhone(piece: string): boolean {
  const digits = piece.replace(/\D/g, "");
  return digits.length >= 7 && digits.length <= 15 && !DATE_LIKE.test(piece);
}

/** The stop that ends a sentence, and a bracket that opened before it, are no part of an address. */
function trimUrl(url: string): string {
  let end = url.length;
  for (;;) {
    const last = url.charAt(end - 1);
    if (/[.,;:!?…*_~]/u.test(last)) end -= 1;
    else if (last === ")" && !url.slice(0, end).includes("(")) end -= 1;
    else return url.slice(0, end);
  }
}
