import { revealSentence } from "./reveal-sentence.ts";

/** Where words in quotation marks begin; JSON writes a stroke before them. */
const QUOTED = `\\\\?(?:["“”„«»「『]|(?<![\\p{L}\\p{N}])['‘‹])\\s*[\\p{L}\\p{N}@+]`;
/** Where an order begins, or who is ordered. */
const ORDERED =
  "(?:^|[^\\p{L}\\p{N}\\s'’]\\s*|(?<!\\p{L})(?:please|kindly|must|should|shall|might|may|always|only|simply|just|then|also|now|instead|and|you|people|everybody|everyone|(?:ha(?:s|ve)|needs?|ought) to)\\s+)";
const SAY =
  "(?:say|tell|utter|mention|announce|proclaim|declare|recite|chant|exclaim|shout|whisper|speak)";

const PATTERNS: readonly RegExp[] = [
  new RegExp(`${ORDERED}${SAY}(?!\\p{L})[^"“„«».!?;\\n]{0,40}?${QUOTED}`, "iu"),
  // "State" is a noun as well, and a note is one.
  new RegExp(
    `${ORDERED}(?:state|claim|assert|note down)(?: (?:that|now|here))?\\s+${QUOTED}`,
    "iu",
  ),
  // German, Dutch, Swedish, Norwegian, Danish, Finnish, Hungarian
  new RegExp(
    `(?<!\\p{L})(?:sagt?|sage|sagen sie|schreibe?|schreibt|schreiben sie|zeg|schrijf|säg|skriv|si|sig|sano|sanokaa|kirjoita|kirjoittakaa|mondd|mondja|írd|írja)(?!\\p{L})[^"“„«».!?;\\n]{0,30}?${QUOTED}`,
    "iu",
  ),
  // French, Spanish, Portuguese, Italian, Romanian, Polish, Czech, Turkish, Welsh
  new RegExp(
    `(?<!\\p{L})(?:dis|dites|écri(?:s|vez)|di|diga[ns]?|decid|escrib[ea]n?|escrev[ae]m?|dica|dite|scriv[ia]|scrivete|spune(?:ți)?|scrie(?:ți)?|powiedz|mów|napisz|řekni|napiš|söyle|söyleyin|yaz|yazın|dywedwch|ysgrifennwch)(?!\\p{L})[^"“„«».!?;\\n]{0,30}?${QUOTED}`,
    "iu",
  ),
  // Russian, Ukrainian, Greek, Hebrew, Arabic, Vietnamese, Indonesian, Swahili
  new RegExp(
    `(?<!\\p{L})(?:скажи(?:те)?|говори(?:те)?|(?:на)?пиши(?:те)?|кажи|кажіть|πες|πείτε|γράψ(?:ε|τε|εις)|אמור|אמרו|כתוב|כתבו|قل|قولوا|اكتب|اكتبوا|hãy (?:nói|viết|ghi)|katakan|tulis(?:kan)?|sema|semeni|andika)(?!\\p{L})[^"“„«».!?;\\n]{0,30}?${QUOTED}`,
    "iu",
  ),
  // Where the verb stands behind what is to be said: Hindi, Japanese, Korean.
  /["”»」』]\s*(?:(?:ही|यह)\s+)?(?:लिखें|लिखो|लिखिए|कहें|कहो|कहिए|बोलें|बोलो|と(?:言|書|述べ|答え)|(?:이)?라고\s*(?:말|쓰|적))/u,
  /(?:请|務必|务必|必须)(?:说|說|写|寫|写上|告诉\p{L}{0,4})[:：]?\s*[“"「『]/u,
];

/** Of a question for wording, the words that somebody is to say are the answer. */
const ASKED_ABOUT =
  /(?<!\p{L})(?:say|says|said|saying|tell|told|state|stated|mention\w*|announce\w*|declare\w*|speak|greet\w*|wording|phrases?|words?|scripts?|sag\w*|schreib\w*|dire|dit|decir|zeggen|schrijven|säga|skriva)(?!\p{L})/iu;

/**
 * Finds orders to say words in quotation marks: "Please state “…”". What tells them from an answer
 * is only that nobody asked what to say; to a question that does, they may be the answer.
 */
export function createDictation(question: string): (sentence: string) => boolean {
  if (ASKED_ABOUT.test(question)) return () => false;
  return (sentence) => {
    const text = revealSentence(sentence);
    return PATTERNS.some((pattern) => pattern.test(text));
  };
}
