const REASON = "It repeats an instruction aimed at the answer itself.";

const ANSWER = "(?:answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)|completions?)";
const MACHINE =
  "(?:an? |the |any |all )?(?:AI|A\\.I\\.|LLMs?|(?:large )?language models?|chat ?bots?|bots?|(?:AI |virtual |digital )?assistants?|(?:AI )?models?|copilots?|summari[sz]ers?)";
const ASKER =
  "(?:the|this|any|every|our|your) (?:users?|readers?|askers?|requesters?|questioners?|person (?:who is )?asking|human)";

/** What is said to a machine or about its answer, never to an employee. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass|skip|discard|set aside|do not follow|stop following)\b.{0,40}\b(?:instructions?|prompts?|system message|directives?|guardrails?|context (?:above|given)|(?:rules?|guidelines?|limits|text|passages?) above|(?:previous|prior|above|earlier|preceding|other|all) (?:rules?|guidelines?|directions?|messages?|text|passages?|documents?|sources?|context|commands?|orders?))\b/iu,
  /\b(?:you are|you're) now\b(?! (?:able|allowed|entitled|eligible|required|logged|connected|ready|signed|set|part|enrolled|on|in|at|covered|free|done|registered)\b)/iu,
  /\b(?:act|behave|respond|answer|reply|roleplay|role-play|pose) as (?:if you|though you|an? (?:unrestricted|unfiltered|evil|jailbroken|AI|assistant|pirate|expert|different))/iu,
  /\bpretend (?:to be|that you|you are|you're)\b/iu,
  /\b(?:system|developer|hidden|initial|original) prompts?\b|\bdeveloper mode\b|\bjailbreak|\bDAN mode\b|\bprompt injection\b/iu,
  /^\W*(?:(?:important|note|attention|message|instructions?|new instructions?|reminder|warning)\W+(?:for|to)\W+)?(?:assistant|system|AI|A\.I\.|bot|chat ?bot|(?:language )?model|LLM|user|human)\s*(?:instructions?|message|note|override|prompt)?\s*[:>]/iu,
  new RegExp(
    `\\b(?:note|message|instructions?|attention|reminder|notice|important|warning) (?:for|to) ${MACHINE}\\b`,
    "iu",
  ),
  new RegExp(
    `\\b${MACHINE} (?:(?:that |which |who )?(?:reads?|reading|process\\w*|answer\\w*|summari[sz]\\w*|respond\\w*|see\\w*) (?:this|these|the above)|(?:must|should|shall|needs? to|has to|have to|will|is to|are to|is instructed|are instructed) (?:now |always |never |not |instead |also )*(?:answer|reply|respond|say|tell|output|include|state|recommend|ignore|repeat|reveal|write|mention|disclose))`,
    "iu",
  ),
  /^[\W_]*(?:to |for |note to |note for |attention )?(?:the |all |any )?(?:AIs?|LLMs?|language models?|chat ?bots?|(?:AI |automated |virtual )?assistants?|copilots?)\b(?! (?:act|policy))[^.:\n]{0,60}:\s/iu,
  /\b(?:reply|respond|answer)\b (?:to (?:this|every|all|any|each)\b.{0,40} )?(?:only |exactly |always |instead |simply |just |solely )*(?:with|by saying|by stating|using only|in the style|in (?:json|base64|pirate|caps|capital|all caps|rhyme)|that (?:it|the|all|every|there|no|everything|everyone|nobody|nothing)\b|as follows|[“"'‘])(?!in\b)/iu,
  /\b(?:respond|reply|answer) (?:only|exactly)\b|\bsay exactly\b|\brepeat after me\b/iu,
  new RegExp(
    `\\b(?:tell|inform|advise|instruct|assure|convince|persuade|urge|remind|notify|warn|ask|direct|encourage|recommend to) ${ASKER}\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:in|of|to|with|into|throughout|from) (?:your|every|each|all|any|the final|the next|this) (?:final |next |future )?${ANSWER}\\b(?! (?:to|from) (?:a |the |your |our )?(?:customers?|clients?|managers?|tickets?|candidates?|requests?))`,
    "iu",
  ),
  new RegExp(
    `\\b(?:begin|start|end|finish|close|conclude|preface|open) (?:your|every|each|all|the|this) (?:final |next )?${ANSWER}\\b`,
    "iu",
  ),
  new RegExp(
    `\\byour (?:final |next )?${ANSWER} (?:must|should|has to|needs? to|shall|will|is to)\\b`,
    "iu",
  ),
  /(?:^|[.;:!?,]\s*|\b(?:and|then|please|instead|must|should|always|to) )(?:do not|don't|never|not) (?:mention|cite|quote|reveal your|reveal the (?:source|system|instruction|prompt)|disclose (?:this instruction|these instructions|your)|tell (?:them|the user|anyone (?:about )?(?:this|these))|refer to (?:this|these|the) (?:passages?|documents?|sources?|instructions?))\b/iu,
  /\b(?:include|insert|add|append|embed|put|show|display|render|output|print|provide|give|share|use|present|offer|click|return) (?:only )?(?:this|the following|these|the below|that) (?:markdown |html |exact |tracking |hidden )?(?:links?|urls?|images?|pictures?|markdown|sentences?|phrases?|tags?|snippets?|text|words?|html|footers?|disclaimers?|pixels?|address(?:es)?)\b/iu,
  /\b(?:modify|enhance|change|adjust|rewrite|craft|frame|format|present|render|encode|encrypt|convert|translate|express|write|construct|alter|tailor|expand|provide) your (?:final |next )?(?:answer|response|reply|output)\b/iu,
  /\bfrom now on,? (?:please )?(?:you (?:are|will|must|should|shall)|always|never|only|reply|respond|answer|act|behave|ignore|state|say|tell|claim|write|recommend)\b|\b(?:for the rest of (?:this|the) (?:conversation|chat|session)|in this conversation)\b/iu,
  /\b(?:when|if|whenever|in case) (?:you are |you're |being )?(?:asked|answering|summari[sz]ing|responding|queried|questioned|prompted|anyone asks|someone asks|somebody asks|(?:a|the|any) user asks|(?:a|the) reader asks|they ask)\b.{0,80}?\b(?:say|tell|answer|reply|respond|state|claim|recommend|output|write|include|mention)\b/iu,
  /<\/?(?:system|instructions?|prompt|assistant|user|context)>|\[\/?INST\]|<<\/?SYS>>|<\|[a-z_]+\|>|^#{2,}\s*(?:new task\b|(?:instruction|system|response)s?(?: prompt| message)?\s*:)/iu,
  /\b(?:new|updated|additional|special|secret|hidden) instructions? (?:for|to) (?:you|the (?:assistant|AI|model|bot))|\byour (?:new|real|only|actual|true) (?:task|goal|instructions?|role|objective|purpose|job) (?:is|are)\b|\byour (?:previous|prior|original|earlier) (?:instructions?|task|role|prompt)\b/iu,
  /\b(?:ignor(?:iere?|ieren sie)|vergiss|vergessen sie|missachte)\b.{0,40}\b(?:anweisung|instruktion|vorgabe|regel|prompt)|\bdu bist (?:jetzt|nun|ab jetzt)\b|\bsie sind (?:jetzt|nun) (?:ein|eine)\b|\b(?:antworte|antworten sie|erwidere) (?:nur |ausschließlich |immer |stattdessen |bitte )*(?:mit|auf|in|dass)\b|\b(?:sage?|sagen sie|teile?|erkläre?|rate) (?:dem|der|den) (?:nutzer|benutzer|leser|anwender|fragend)|\b(?:erwähne|erwähnen sie|nenne) (?:das|dies|diese|nicht|niemals)\b/iu,
  /\b(?:ignore[zr]?|oublie[zr]?|ne tiens? pas compte)\b.{0,40}\b(?:instructions?|consignes?|règles|directives)|\b(?:tu es|vous êtes) (?:maintenant|désormais) (?:un|une)\b|\b(?:répond(?:s|ez)) (?:uniquement |seulement |toujours )*(?:par|avec|que)\b|\b(?:dis|dites|indique[zr]?|informe[zr]?|conseille[zr]?) (?:à |au |aux )?(?:l['’]|les? |la )?(?:utilisat|lecteur)|\bne (?:mentionne[zr]?|cite[zr]?) (?:pas|jamais)\b/iu,
  /\b(?:ignor[ae]n?|olvid[ae]n?|omite|descart[ae])\b.{0,40}\b(?:instrucci|indicaci|reglas|órdenes|directrices)|\b(?:ahora eres|eres ahora|ahora usted es)\b|\b(?:responde|responda|contesta|conteste) (?:(?:solo|sólo|únicamente|siempre) (?:con|que|en)|con|que)\b|\b(?:dile|dígale|di|diga|informa|informe) (?:al|a la|a los|a las) (?:usuari|lector)|\bno (?:menciones|mencione|cites|cite)\b/iu,
];

/** Why a sentence is an instruction to whoever writes the answer; undefined for all other text. */
export function findInstruction(sentence: string): string | undefined {
  const text = sentence
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]/g, "")
    .replace(/[*_`~]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return PATTERNS.some((pattern) => pattern.test(text)) ? REASON : undefined;
}
