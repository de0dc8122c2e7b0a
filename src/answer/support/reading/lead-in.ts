const YES_NO = /^\s*(?:yes|no|yeah|nope|ja|nein|oui|non|s[íi])\s*[,.:;!–—-]\s*/iu;
const ENUMERATION = /^\s*(?:\(?\d{1,2}[.)]|[a-z]\)|[-*•–])\s+(?=\S)/u;
const DOCUMENT =
  "(?:[\\p{L}\\p{N}'’&./-]+ ){0,6}?(?:polic(?:y|ies)|handbook|guide(?:lines?)?|documents?|documentation|manual|pages?|sections?|articles?|passages?|sources?|faq|wiki|text|rules?|procedures?|agreement|overview|table|list)(?: (?:on|for|of|about|from) (?:[\\p{L}\\p{N}'’&-]+ ){0,4}?[\\p{L}\\p{N}'’&-]+)?";
const STATES =
  "(?:also |clearly |explicitly |further |only )*(?:states?|says?|notes?|mentions?|specif(?:y|ies)|explains?|indicates?|lists?|makes? (?:it )?clear|confirms?|points? out|adds?|stipulates?|describes?|shows?)";
const LEAD_INS: readonly RegExp[] = [
  new RegExp(
    `^(?:according to|as (?:stated|described|noted|mentioned|explained|outlined|set out) (?:in|by)|based on|per|under|in line with|as per) ${DOCUMENT},\\s*`,
    "iu",
  ),
  new RegExp(
    `^(?:the|our|your|its|their|company'?s?|this|these|one|another|both) ${DOCUMENT} ${STATES}(?: that)?[:,]?\\s+`,
    "iu",
  ),
  /^(?:please )?(?:note|be aware|keep in mind|remember) that\s+/iu,
  /^(?:it (?:appears|seems|looks like|is (?:stated|noted|mentioned|specified|clear|important to note|worth noting)))(?: (?:in|by) [^,]{1,60}?)?,? that\s+/iu,
  /^(?:in (?:short|summary|brief|general|addition|particular|other words|this case|that case|practice|fact)|to (?:summari[sz]e|sum up|be clear)|overall|specifically|additionally|furthermore|moreover|also|however|therefore|thus|generally|typically|similarly|likewise|finally|then|next|first|secondly|lastly|for (?:example|instance)|that said|as a result|on the other hand|by contrast|in contrast|meanwhile|importantly)\s*,\s*/iu,
  /^(?:(?:laut|gemäß|nach) [^,]{3,60}? (?=(?:müssen|muss|dürfen|darf|können|kann|haben|hat|ist|sind|erhalten|gilt|gelten|werden|wird|beträgt)))/iu,
  /^(?:selon|d'après|conformément à|según|de acuerdo con) [^,]{3,60},\s*/iu,
];

/** A sentence without what only leads in to it: "Yes,", "According to the leave policy,". */
export function withoutLeadIn(sentence: string): string {
  let text = sentence.replace(ENUMERATION, "").replace(YES_NO, "");
  for (let round = 0; round < 2; round += 1) {
    for (const pattern of LEAD_INS) {
      const rest = text.replace(pattern, "");
      // Nothing may be left of a sentence that is all lead-in.
      if (/\p{L}{3,}.*\p{L}{2,}/u.test(rest)) text = rest;
    }
  }
  return text;
}
