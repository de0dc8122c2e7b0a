import { revealSentence } from "./reveal-sentence.ts";

const ANSWERS = "(?:answers?|repl(?:y|ies)|responses?|outputs?|completions?|summar(?:y|ies))";
const ANSWER = "(?:answer|reply|response|output|completion|summary)";
const MACHINES =
  "(?:assistants?|A\\.?I\\.?s?|LLMs?|GPT|(?:language |chat )?models?|(?:chat ?)?bots?|copilots?|summari[sz]ers?|system|machine|computer)";
/** What is written is made of: whoever orders it to be changed speaks to a writer. */
const MATERIAL =
  "(?:vowels?|consonants?|spaces|spacing|white ?space|punctuation|letters?|words?|sentences?|phrases?|lines? of text|spelling|typos?|anagrams?|homophones?|alphabet|poems?|limericks?|haikus?|songs?|rhymes?|jokes?|emojis?|emoticons?|base ?64|rot ?13|morse|leet|ciphers?|upper ?case|lower ?case|capitals|all caps|(?:following|below|this|given|next) (?:code|scripts?|snippets?|text|messages?|content|function|program)|code (?:snippets?|blocks?|below)|pirate|text)";
const WRITE =
  "(?:write|print|say|output|append|add|insert|include|put|respond|reply|answer|repeat|translate|encode|encrypt|obfuscate|rewrite|rephrase|compose|convert|blend|meld|weave|merge|fuse|mix|mingle|incorporate|integrate|embed|inject|infuse|combine|scramble|jumble|shuffle|rearrange|randomi[sz]e|reverse|replace|substitute|swap|remove|delete|eliminate|omit|drop|misspell|introduce|spell|transform|turn|alter|modify|group|split|separate|capitali[sz]e|express|phrase|render|display|conclude|begin|start|end|finish|prefix|preface|sign|recite|quote|compress|mask|disguise|craft|produce|employ|utili[sz]e)";
const SHOW =
  "(?:print|reveal|repeat|recite|show|output|display|dump|list|quote|leak|write|translate|copy|tell|give|disclose|share)";
const ABOUT =
  "(?:page|passages?|documents?|texts?|subjects?|topics?|files?|notes?|sources?|records?|matter)";

/** Sentences about answers, about who writes them, and about what they are made of. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:each|every|any|no|your|whatever|the (?:one|only|sole|next|right|true|correct|valid|final|complete|proper)) (?:\\w+ (?:\\w+ )?)?${ANSWER}\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:all|your|correct|valid|complete|final) (?:(?:final|next|further|future|other|later|such|these|of the|of your) )*${ANSWERS}\\b`,
    "iu",
  ),
  new RegExp(
    `^\\W*${ANSWERS} (?:that|which|who|without|lacking|about|on|of|must|should|shall|need|ought|count|end|begin|start|contain|carry|include|given|drawn|only|always|never|here)\\b`,
    "iu",
  ),
  new RegExp(
    `\\b${ANSWERS} (?:must|should|shall|ends?|begins?|starts?) (?:with|in|by|be|say|state|name|contain|carry|include|mention)\\b`,
    "iu",
  ),
  /\b(?:every|each|whatever) (?:\w+ )?(?:question|query|prompt)\b|^\W*(?:Q|question)\s*:.{0,40}\banswer\b|\bto (?:any|all) (?:\w+ )?questions?\b|\b(?:what|whatever|whoever|anything|everything)(?:ever)? (?:is|gets|was) asked\b/iu,
  /\b(?:asks?|asked|questions?|queries)\b.{0,30}\b(?:this|these|here)\b/iu,
  new RegExp(
    `^\\W*(?:dear |hey |hello |hi |attention |note to |to )?(?:the |any |all )?${MACHINES}\\s*[,:;!>]`,
    "iu",
  ),
  new RegExp(
    `\\b${SHOW}\\b.{0,60}\\b(?:prompts?|instructions? (?:you|above|given|after|before|verbatim)|your (?:\\w+ )?(?:instructions?|rules|guidelines|directives?)|(?:words?|text|everything|anything|lines?) (?:above|before))\\b`,
    "iu",
  ),
  /\b(?:prompts?|instructions?|rules|orders|everything|anything|all|what|words) (?:that )?you (?:were|have been|are|had been) (?:given|told|instructed|prompted|asked|programmed|taught)\b/iu,
  /\b(?:list|show|reveal|print|output|name|give|share)\b.{0,20}\b(?:all|every|other|hidden|secret|confidential|private)\b.{0,20}\b(?:documents?|passages|pages|files|sources|data)\b/iu,
  new RegExp(
    `(?:^|[.;:!?]\\s|\\b(?:please|then|also|now|instead|must|should|always)\\s)\\W*(?:\\w+ly )?${WRITE}\\b.{0,80}\\b${MATERIAL}\\b`,
    "iu",
  ),
  /\b(?:word[- ](?:for|by)[- ]word|verbatim|nothing after it|in one word)\b/iu,
  new RegExp(
    `\\b(?:ignore|disregard|forget|overrule|supersede)\\w*\\b.{0,60}\\b(?:told|said|question|above|before|previous|prior|earlier|${ABOUT})\\b`,
    "iu",
  ),
  // German, Dutch
  /(?<!\p{L})(?:jede[rsn]?|alle[nr]?|deine[rn]?|ihre[rn]?|eure|die (?:einzige |einzig )?(?:richtige|korrekte|gültige|wahre)|in der|elk|ieder|elke|alle|je|jouw|uw|het (?:enige )?juiste) (?:\p{L}+ ){0,2}(?:antwort(?:en)?|rückmeldung(?:en)?|ausgabe|zusammenfassung|antwoord(?:en)?)(?!\p{L})/iu,
  /(?<!\p{L})(?:antworte[nt]?|schreibe?n?|füge?n?|gib|geben sie|nenne?n?|wiederhole?n?|vergiss|vergesst|ignorier\p{L}*|beende?n?|beginne?n?|negeer|vergeet|antwoord|schrijf|herhaal|voeg) (?:.{0,60} )?(?:wort|worte|wörter|satz|text|link|frage|anweisung\p{L}*|vorgaben?|regeln|prompt|antwort\p{L}*|woord|zin|tekst|instructies?|antwoord|vraag|aanwijzing\p{L}*)(?!\p{L})/iu,
  // French, Spanish, Italian, Portuguese
  /(?<!\p{L})(?:chaque|toutes? (?:les )?|toute|votre|vos|ta|la (?:seule |bonne |vraie )|cada|todas? (?:las? )?|tus?|sus?|la (?:única )?|las|ogni|tutte le|la tua|una|suas?|a) ?(?:\p{L}+ )?(?:réponses?|respuestas?|rispost[ae]|respostas?)(?!\p{L})/iu,
  /(?<!\p{L})(?:cualquier pregunta|toute question|ogni domanda|qualquer pergunta|jede frage|elke vraag)(?!\p{L})/iu,
  /(?<!\p{L})(?:répond(?:s|ez|re)|écri(?:s|vez)|ajoute[zr]?|inclu(?:s|ez)|oublie[zr]?|ignore[zr]?|affiche[zr]?|termine[zr]?|répète[zr]?|responde[rn]?|responda|escrib[ae]|añad[ae]|incluy[ae]|olvid[ae]|ignor[aei]|repit[ae]|muestr[ae]|termin[ae]|rispond(?:i|ete)|scriv(?:i|ete)|aggiung(?:i|ete)|includ(?:i|ete)|dimentica|ripet(?:i|ete)) (?:.{0,60} )?(?:consignes?|instructions?|mots?|phrases?|question|réponses?|uniquement|seulement|instrucciones?|palabras?|frases?|pregunta|respuestas?|solamente|solo|únicamente|istruzioni|parol[ae]|fras[ei]|domanda|soltanto|instruções|palavras?)(?!\p{L})/iu,
  // Polish, Russian, Turkish
  /(?<!\p{L})(?:każd\p{L}+|wszystki\p{L}+|twoj\p{L}+|w|кажд\p{L}+|все\p{L}*|ваш\p{L}*|тво\p{L}+|люб\p{L}+|в|her|tüm|bütün) (?:\p{L}+ )?(?:odpowied\p{L}+|ответ\p{L}*|yanıt\p{L}*|cevap\p{L}*|cevab\p{L}*)/iu,
  /(?<!\p{L})(?:zignoruj\p{L}*|zapomnij|odpowiedz|napisz|игнориру\p{L}+|забудь\p{L}*|отвечай\p{L}*|ответь\p{L}*|напиши\p{L}*|yok ?say\p{L}*|yanıtı\p{L}*|görmezden gel\p{L}*|yanıtla\p{L}*|cevapla\p{L}*|talimat\p{L}*)(?!\p{L})/iu,
  // Chinese, Japanese, Korean, Arabic
  /忽略|无视|無視|指示|指令|提示词|プロンプト|助手|アシスタント|回答|答复|回复|答案|返答|返信|답변|대답|응답|무시|지시/u,
  /تجاهل|أجب|التعليمات|(?:كل|جميع|أي)\s+(?:\p{L}+\s+)?(?:إجابة|اجابة|رد|جواب|الإجابات|الردود|سؤال)/u,
];

/** The same words where they are what is asked about: "How fast do replies to customers have to be?" */
const ASKED_ABOUT = new RegExp(
  `\\b(?:${ANSWERS}|prompts?|letters?|words?|spelling|text|translat\\w*|base ?64|code|emojis?|chat ?bots?|assistants?|A\\.?I\\.?|LLMs?|models?)\\b|antwort|réponse|respuesta|rispost|antwoord|odpowied|ответ|回答|答复|回复|答案|返信`,
  "iu",
);

/**
 * Finds what a document says about answers, or to whoever writes them, in any mood: "every reply
 * carries …" is no order, and is aimed at one all the same. Of a question about such things nothing
 * of the kind can be told apart, so there it finds nothing.
 */
export function createAnswerTalk(question: string): (sentence: string) => boolean {
  if (ASKED_ABOUT.test(question)) return () => false;
  return (sentence) => {
    const text = revealSentence(sentence);
    return PATTERNS.some((pattern) => pattern.test(text));
  };
}
