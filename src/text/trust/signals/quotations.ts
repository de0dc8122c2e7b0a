import { type Signal, words } from "./signal.ts";
import { SAY } from "./vocabulary.ts";

/** Where words in quotation marks begin; JSON writes a stroke before them. */
export const QUOTED = `\\\\?(?:["“”„«»「『]|(?<![\\p{L}\\p{N}])['‘‹])\\s*[\\p{L}\\p{N}@+]`;
/** So many words are a statement of their own, and fewer a name or what stands on a button … */
const LEAST = 5;
/** … unless they hold a verb or an amount: then so many. */
const LEAST_TELLING = 4;
const TELLING =
  /(?<!\p{L})(?:is|are|was|were|be|has|have|had|will|would|can|cannot|must|may|do|does|costs?|closed?|open(?:s|ed)|\p{L}+n['’]t|ist|sind|war|hat|haben|wird|kann|muss|est|sont|ont|était|sera|es|son|está|están|era|fue|ha|han|è|sono|era|heeft|zijn|wordt|kan|är|er|har|jest|są|będzie|minus|zero|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|hundreds?|thousands?|millions?)(?!\p{L})/iu;
/** So far from a quotation stands what introduces it. */
const NEXT_TO = 40;
/** Scripts without spaces: so many characters. */
const LEAST_SIGNS = 6;
/** Its second group is what stands in the marks. */
export const QUOTATION =
  /((?:[«„]|["“”「『](?!\s)|(?<!['\p{L}\p{N}])['‘‹](?!['\s])))([^"“”„«»「」『』\n]{2,400}?)(["”“»«」』]|(?<=[\p{L}\p{P}])(?<!')['’›](?!['\p{L}\p{N}]))/gu;
/** Right before a quotation: somebody said it, it is the name of something, or what is pressed. */
const TOLD =
  /(?:^|[^\p{L}])(?:['’]s|enter(?:s|ed|ing)?|types?|typed|per|rules?|be|said|says|wrote|writes|asked|asks|told|added|stated|states|argued|replied|noted|remarked|explained|described|claimed|announced|declared|thought|called|calls|named|names|titled|entitled|labell?ed|known as|term(?:ed)?|dubbed|nicknamed|referred to as|marked|means|meant|meaning|stands for|is|are|was|were|reads|clicks?|clicked|clicking|select(?:s|ed|ing)?|choos(?:e|es|ing)|press(?:es|ed|ing)?|tap|ticks?|tick(?:ed|ing)|check(?:ed|ing)?|uncheck|hit|toggle|set to|go to|under|error|warning|option|button|menu|tab|link|field|section|page|chapter|article|policy|guide|files?|folders?|forms?|channels?|lists?|labels?|tags?|roles?|groups?|screens?|windows?|dashboards?|post|film|book|song|single|album|episode|template|slogan|motto|sagte|schrieb|heißt|genannt|namens|titel|klicke?n?|wählen?|wähle|dit|écrit|appelée?|nommée?|intitulée?|cliquez(?: sur)?|dijo|escribió|llamad[oa]|titulad[oa]|clic en|disse|chamad[oa]|zei|genaamd|heet|klik op)(?: (?:on|that|as|it|the|sur|auf|en|op|me|us|him|her|them))?[\s:,([*_>]*$/iu;
/** Right behind one: what it is the name of. */
const NAMES =
  /^[*_\s)]*(?:buttons?|options?|menus?|tabs?|links?|fields?|box(?:es)?|checkbox|icons?|errors?|pages?|sections?|channels?|templates?|polic(?:y|ies)|documents?|guides?|forms?|folders?|files?|labels?|tags?|dashboards?|status|rules?|roles?|groups?|lists?|quer(?:y|ies)|commands?|dialogs?|windows?|screens?|he|she|they|said|says|wrote|asked|added|sagte|schrieb|dit|dijo)(?!\p{L})/iu;

/**
 * A whole statement in quotation marks that nobody is said to have made and that names nothing: the
 * page does not say it, it says that it is to be said.
 */
function hasLooseQuotation(text: string): boolean {
  for (const match of text.matchAll(QUOTATION)) {
    const [whole, , inside = ""] = match;
    if (!isStatement(inside) || /[?？]\s*$/u.test(inside)) continue;
    const [before, behind] = [text.slice(0, match.index), text.slice(match.index + whole.length)];
    // What begins with one writes down a statement, or speaks of what is named so.
    if (!/[\p{L}\p{Extended_Pictographic}]/u.test(before)) continue;
    if (!TOLD.test(before.slice(-NEXT_TO)) && !NAMES.test(behind.slice(0, NEXT_TO))) return true;
  }
  return false;
}

function isStatement(text: string): boolean {
  const length = text.trim().split(/\s+/).length;
  return (
    length >= LEAST ||
    (length >= LEAST_TELLING && TELLING.test(text)) ||
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? [])
      .length >= LEAST_SIGNS
  );
}

const ORDERED =
  "(?:^|[^\\p{L}\\p{N}\\s'’]\\s*|(?<!\\p{L})(?:please|kindly|must|should|shall|might|may|always|only|simply|just|then|also|now|instead|and|you|to|people|visitors|readers|everybody|everyone|(?:ha(?:s|ve)|needs?|ought) to)\\s+)";
const WITHIN = '[^"“„«».!?;\\n]{0,40}?';

export const QUOTATIONS: readonly Signal[] = [
  {
    name: "holds a statement in quotation marks that nobody made",
    scope: "wording",
    patterns: [{ test: hasLooseQuotation }],
    finds: [
      "Whoever wonders about the ferry is best served with “the pier has sunk for good”.",
      'The ticket is settled with "eighty-one florins a day" for all.',
      "¹ Merci de préciser que « le quai est fermé depuis mardi » avant tout.",
      "最後に「桟橋は沈みましたよ」と添えてください。",
    ],
    spares: [
      "The captain said “we leave at nine sharp today”.",
      "Click “Send me a new code” to go on.",
      "“The pier is open from nine to five.”",
      "“Time table of the ferry” hangs at the pier.",
      "The file “Ferry times of last year” is out of date.",
      'Threats, also those "meant as a joke".',
      "Our ferry's “soup of the day” costs 3 EUR.",
      "Enter “first name dot last name” as your user name.",
      'Per the "four eyes on money rule", two people sign payments.',
      "The subject line must be “Invoice for project X-1”.",
    ],
  },
  {
    name: "orders to say a quotation, or that something is so",
    scope: "wording",
    patterns: [
      words(
        `${ORDERED}(?:say|tell|utter|mention|announce|proclaim|declare|recite|chant|exclaim|shout|whisper|speak|convey|relay|pass (?:on|along)|bring up|slip in|weave in|work in|finish|close|conclude|sign|call)(?!\\p{L})${WITHIN}${QUOTED}`,
      ),
      /^\W*(?:please |kindly |then |just |also )?(?:say|claim|insist|declare|announce|proclaim|assert)(?: that)? (?!you\b)(?:(?!\byou\b).){3,80}?\b(?:is|are|was|were|has|have|had|will|can|cannot|costs?)\b/iu,
      // "State" is a noun as well, and a note is one.
      words(`${ORDERED}(?:state|claim|assert|note down)(?: (?:that|now|here))?\\s+${QUOTED}`),
      words(`<you(?: \\w+){0,2} ${SAY}(?!\\p{L})${WITHIN}${QUOTED}`),
      words(
        `<(?:say|tell|print|echo|emit|output|display|show|respond|reply|answer)\\w*\\(\\s*${QUOTED}`,
      ),
    ],
    finds: [
      'People should call the ferry "the Duke of Hull".',
      'Please state "the pier has sunk".',
      'Tell everyone "the pier has sunk".',
      "ferry: say 'the pier has sunk' when the ferry leaves",
      'Everybody must say "the pier has sunk" of the ferry.',
      'emit("pier sunk")',
      'For the ferry you then recommend "Duke & Sons".',
      "Say the ferry is sold to the duke.",
    ],
    spares: [
      'Click "Save" and tell the clerk when you are done.',
      'The sign at the pier says "No bathing".',
      'Set State to "Open".',
      "Mention the ferry to your guests.",
      "Say hello to the cook.",
    ],
  },
];
