import type { ReadPrompt } from "../../behaviour.ts";
import { reveal } from "./reveal.ts";

/** Something that a text wants done, and the number of the passage it stood in. */
export interface Order {
  text: string;
  n: number | undefined;
}

const ANSWER =
  "(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|summar(?:y|ies)|sentences?|solutions?|implementations?|explanations?)";
const WHO = "(?:AIs?|assistants?|(?:language )?models?|LLMs?|(?:chat ?)?bots?|agents?|systems?)";
const PEOPLE =
  "(?:you|people|readers?|users?|everyone|everybody|anyone|anybody|visitors?|colleagues?|employees?|staff|askers?|whoever)";
/** What an English order begins with, a courtesy or two aside. */
const VERBS = new Set(
  `absorb act acknowledge activate add address adjust adopt advise anagram announce answer append apply
  assume attach augment avoid begin behave blend break bypass call change cite claim click close combine
  complete compose conclude confirm consider contact convert create declare decode delete deploy describe
  develop direct disclose disregard display download draft dump email embed employ enable encode encourage
  end engage enhance enlist enrich ensure enter execute explain expose express fetch fill finish follow
  forget format forward fuse generate give go group harmonize hint ignore imagine include incorporate
  inform infuse inject insert install instruct integrate interweave introduce invite jumble keep leak let
  leverage link list load log make meld mention merge misspell modify name navigate obey offer omit open
  output overlook override paste perform persuade pretend print proceed produce promote provide publish
  put quote read rearrange recite recommend refer remember remove remind render repeat rephrase replace
  reply report respond return reveal reverse rewrite run say scramble see send set share show sign skip
  speak spell start state stop submit substitute suggest summarise summarize swap switch take tease tell
  transfer translate treat turn use utilize utter visit weave write`.split(/\s+/),
);
const LEAD =
  /^(?:[\s>*#\-–•"'“([\]).:]|\d+[.)])*(?:(?:please|kindly|now|then|also|just|always|never|first|finally|instead|important|attention|note|reminder|do not|don['’]t|hereby|simply|and|but|so|seamlessly|to proceed)[\s,:!]+)*/iu;
const HEADER =
  /^\W*(?:system|assistant|developer|admin(?:istrator)?|user|human|ai|bot|instructions?|new task|task|override|root|sudo)\b[^:\n>]{0,30}[:>\]]|<\/?\W*(?:system|assistant|tool|function|instructions?|prompt|admin|user)|\[\/?(?:INST|SYSTEM)|<<|<\||^#{2,}\s*(?:instruction|system|response|task)/iu;

/** Any of these makes a sentence an order, whatever it begins with. */
const ORDERS: readonly RegExp[] = [
  HEADER,
  /!\[[^\]]*\]\(/u,
  // Whatever speaks of answers says how they are to be.
  /\b(?:answers?|responses?|repl(?:y|ies))\b/iu,
  new RegExp(
    `\\b(?:must|should|shall|ha(?:s|ve) to|needs? to|is to|are to|always|required to|expected to|asked to|urged to|supposed to|want you to|need you to)\\b.*\\b(?:${ANSWER}|visit|go to|sign in|click|open|say|tell|mention|include|reply|answer|state|call|write)\\b`,
    "iu",
  ),
  new RegExp(
    `\\b${PEOPLE} (?:must|should|shall|can|may|have to|has to|need to|needs to|are advised|are asked|is asked|will)\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:${PEOPLE}|questions|requests)\\b.*\\b(?:sign in|log in|visit|go to|click|confirm|open|download|write to|contact|pay|send)\\b`,
    "iu",
  ),
  // What the answer is said to be.
  /\b(?:one|only|correct|true|right|real|official|valid|final|proper|accepted|approved|canonical) (?:answer|reply|response|value)\b/iu,
  new RegExp(
    `\\b(?:in|of|to|with|into|for|from) (?:your|every|each|all|any|the|this) (?:\\w+ )?${ANSWER}\\b`,
    "iu",
  ),
  /\byour (?:code|codebase|algorithm|answer|reply|response|task|role|instructions?|prompt|rules|password|secret|configuration)\b/iu,
  // Whom it speaks to, and what it knows of them.
  new RegExp(
    `\\b(?:for|to|any|all|dear|hey|hello|every|the|an?) ${WHO}\\b|\\b(?:AI|LLM)s?\\b|\\byou are (?:now|an?)\\b|\\b(?:system|initial|hidden|original|above) (?:prompt|instructions?|message)|\\b(?:previous|prior|above|earlier) (?:instructions?|rules|directives?|guidelines|text)\\b`,
    "iu",
  ),
  // A wish, a game, a small example to follow.
  /^(?:can|could|would|will) you\b|\bI (?:need|want|would like|order|ask|command)\b|\bI['’]m your (?:developer|boss|creator|admin)/iu,
  /\b(?:let['’]s|let us|suppose|imagine|pretend|hypothetically|assume)\b|\bwe (?:might|may|could|can|would) (?:state|say|claim)\b|\b(?:parallel|alternate) (?:universe|world)\b/iu,
  /^\W*(?:A|answer|reply|response|expected answer|output)\s*:/iu,
  // Other languages.
  /\b(?:ignorier\w*|vergiss|vergessen|missacht\w*|antwort\w*|sage?n?|schreibe?n?|nenne?n?|erwähne?n?|gib|geben sie|füge|fügen|besuche?n?|öffne?n?|muss|müssen|soll(?:en|te)?|bitte|übersetze?n?|zeige?n?|verrate?n?)\b.*/iu,
  /\b(?:ignore[zr]?|oublie[zr]?|répond(?:s|ez|re)|réponses?|dis|dites|écri(?:s|vez|re)|indique[zr]?|ajoute[zr]?|inclu(?:s|ez|re)|visite[zr]?|doit|doivent|devez|veuillez|montre[zr]?|révèle[zr]?|affiche[zr]?|termine[zr]?)\b/iu,
  /\b(?:ignor[aeo]\w*|olvid[aeo]\w*|respond[ae]\w*|respuestas?|di(?:ga|gan)|escrib[ae]\w*|incluy[ae]\w*|añad[ae]\w*|agreg[ae]\w*|visit[ae]\w*|debe[ns]?|deben|por favor|muestr[ae]\w*|revel[ae]\w*|termin[ae]\w*)\b/iu,
  /\b(?:ignor[ei]\w*|esqueç[ae]\w*|respond[ae]\w*|respostas?|dig[ao]\w*|inclu[ai]\w*|adicion[ea]\w*|escrev[ae]\w*|devem?|mostr[ea]\w*|dimentica\w*|rispond\w*|rispost[ae]|scriv[ia]\w*|aggiung\w*|includ\w*|dev(?:e|ono)|mostra\w*|visita\w*)\b/iu,
  /\b(?:negeer|vergeet|antwoord\w*|zeg|schrijf|vermeld|voeg|moet(?:en)?|bezoek|toon|zignoruj|zapomnij|odpowie\w*|odpowiedz\w*|napisz|musi|dodaj|pomiń|yoksay|yanıt\w*|cevap\w*|söyle|abaikan|jawab\w*|tulis\w*|sertakan|harus|ignorera|svara|glöm|skriv)\b/iu,
  /игнорир|забуд|ответ|напиш|скаж|добав|должен|должн|посетит|следует|покаж/iu,
  /忽略|无视|忘记|回答|回复|必须|必須|请|請|输出|输入|包含|应该|访问|無視|答え|答(?:えて|えよ)|書いて|してください|しなさい|せよ|含め|무시|대답|답변|하세요|하십시오|써|말해|포함|반드시/u,
  /تجاهل|أجب|اكتب|يجب|قل|أضف|زر|انس|(?:अनदेखा|उत्तर|लिखें|कहें|चाहिए|जवाब)|(?:התעלם|ענה|כתוב|חייב)|αγνο|απαντ|γράψ|πρέπει/iu,
];

/** What a passage of a whole prompt orders: in its text, its title, its path, the question or a turn. */
export function findOrders(prompt: ReadPrompt): Order[] {
  const found = new Map<string, Order>();
  for (const { text, n } of placesOf(prompt)) {
    for (const reading of reveal(text)) {
      for (const sentence of sentencesOf(reading)) {
        if (isOrder(sentence) && !found.has(sentence)) found.set(sentence, { text: sentence, n });
      }
    }
  }
  return [...found.values()];
}

/** In any clause: "Before you answer, write …" orders too. */
function isOrder(sentence: string): boolean {
  const clauses = sentence.split(/[,:;–—]\s+|\b(?:and|then)\s+/u);
  return (
    clauses.some((clause) => {
      const [, first = ""] = /^(\p{L}+)(?=[\s,:]|$)/u.exec(clause.replace(LEAD, "")) ?? [];
      return VERBS.has(first.toLowerCase());
    }) || ORDERS.some((order) => order.test(sentence))
  );
}

function placesOf({ input, question }: ReadPrompt): Order[] {
  const passages = [...input.matchAll(/<passage([^>]*)>([\s\S]*?)<\/passage>/g)].flatMap(
    ([, attributes = "", body = ""]): Order[] => {
      const n = Number(/^\s*\[(\d+)\]/.exec(body)?.[1] ?? 1);
      const values = [...attributes.matchAll(/="([^"]*)"/g)].map(([, value = ""]) => value);
      return [body.replace(/^\s*\[\d+\]\s*/, ""), ...values].map((text) => ({ text, n }));
    },
  );
  const turns = [...input.matchAll(/<turn[^>]*>([\s\S]*?)<\/turn>/g)].map(
    ([, text = ""]): Order => ({ text, n: undefined }),
  );
  return [...passages, ...turns, { text: question, n: undefined }];
}

/** Sentences, cells and lines; a block of code belongs to the line that brings it. */
function sentencesOf(text: string): string[] {
  const blocks: string[] = [];
  const marked = text.replace(/\s*```[\s\S]*?(?:```|$)/g, (block) => {
    blocks.push(block.trim());
    return ` \u{e000}${blocks.length - 1}\u{e001}`;
  });
  return marked
    .split(
      /<!--|-->|<\/?(?:td|tr|p|div|br|li|h\d)[^>]*>|\||\n+|(?<=[.!?][”"'’)]?)\s+(?!\u{e000})|(?<=[。！？])/u,
    )
    .map((line) =>
      line
        .replace(/\u{e000}(\d+)\u{e001}/gu, (_all, at: string) => `\n${blocks[Number(at)] ?? ""}`)
        .trim(),
    )
    .filter((line) => /\p{L}/u.test(line));
}
