/*
 * Classes of English words that signals are made of. A word added here is known to each of them.
 */

/** What is written for whoever asks. */
export const ANSWER = "(?:answer|reply|response|output|completion|summary)";
export const ANSWERS =
  "(?:answers?|repl(?:y|ies)|responses?|outputs?|completions?|summar(?:y|ies))";

const KIND =
  "(?:AI|artificial|automated|automatic|virtual|digital|language|large language|chat|clever|dear)";
/** Who writes it, under a name that people hardly have. */
export const MACHINE = `(?:(?:${KIND} )?(?:AIs?|A\\.I\\.?|LLMs?|GPT|language models?|chat ?bots?|bots?|robots?|assistants?|models?|copilots?|summari[sz]ers?)|${KIND} (?:readers?|helpers?|colleagues?|agents?|systems?|writers?|software))`;
/** Who writes it, under a name that nothing else has but who assists. */
export const SURE_MACHINE = `(?:AIs?|LLMs?|GPT|language models?|chat ?bots?|assistants?|copilots?|summari[sz]ers?|${KIND} (?:assistants?|models?|bots?|readers?|helpers?|colleagues?|agents?|systems?|writers?|software))`;
/** Who asks. */
export const ASKER =
  "(?:the|this|any|each|our|your) (?:users?|readers?|askers?|requesters?|questioners?|person (?:who is )?asking|human)";

const SAYING =
  "(?:say|tell|utter|mention|announc|proclaim|declar|recit|stat|claim|convey|relay|hand|giv|bring|slipp?|weav|quot|cit|repeat|reproduc|echo|emit|output(?:t)?|print|display|surfac|disclos|reveal|recommend|includ|insert|append|add|render)";
/** To bring words before somebody, as it is or will be done: not as it was. */
export const SAY = `(?:(?:say|tell|utter|mention|announce|proclaim|declare|recite|chant|state|claim|convey|relay|pass (?:on|along)|hand (?:on|out)|give out|bring up|slip in|weave in|work in|point out|quote|cite|repeat|reproduce|echo|emit|output|print|display|surface|disclose|reveal|recommend|include|insert|append|add|render)s?|${SAYING}ing|(?:finish|end|close|conclude|open|start|begin|sign(?: off)?)(?:e?s|n?ing)? (?:it |all )?(?:with|on|by))`;

/** To put into what is written, or to change it. */
export const WRITE =
  "(?:write|print|say|output|append|add|insert|include|put|respond|reply|answer|repeat|translate|encode|encrypt|obfuscate|rewrite|rephrase|compose|convert|blend|meld|weave|merge|fuse|mix|mingle|incorporate|integrate|embed|inject|infuse|combine|scramble|jumble|shuffle|rearrange|randomi[sz]e|reverse|replace|substitute|swap|remove|delete|eliminate|omit|drop|misspell|introduce|spell|transform|turn|alter|modify|group|split|separate|capitali[sz]e|express|phrase|render|display|conclude|begin|start|end|finish|prefix|preface|sign|recite|quote|compress|mask|disguise|craft|produce|employ|utili[sz]e)";
/** What is written is made of: whoever orders it to be changed speaks to a writer. */
export const MATERIAL =
  "(?:vowels?|consonants?|spaces|spacing|white ?space|punctuation|letters?|words?|sentences?|phrases?|lines? of text|spelling|typos?|anagrams?|homophones?|alphabet|poems?|limericks?|haikus?|songs?|rhymes?|jokes?|emojis?|emoticons?|base ?64|rot ?13|morse|leet|ciphers?|upper ?case|lower ?case|capitals|all caps|(?:following|below|this|given|next) (?:code|scripts?|snippets?|text|messages?|content|function|program)|code (?:snippets?|blocks?|below)|pirate|text)";
/** To bring to light what was given to the writer. */
export const SHOW =
  "(?:print|reveal|repeat|recite|show|output|display|dump|list|quote|leak|write|translate|copy|tell|give|disclose|share|set (?:\\w+ )?out|lay (?:open|bare))";
/** What the writer was told. */
export const PROMPT =
  "(?:prompts?|instructions? (?:you|above|given|after|before|verbatim)|your (?:\\w+ )?(?:instructions?|rules|guidelines|directives?)|(?:rules|instructions?|orders) you (?:were|are|have)|(?:words?|text|everything|anything|lines?|whatever \\w+) (?:you (?:had|have|were|got) .{0,30})?(?:above|before))";
