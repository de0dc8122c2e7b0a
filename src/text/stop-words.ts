import { tokenize } from "./tokenize.ts";

/** Words that say nothing about the subject, by language code; folded and stemmed when read. */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about after all also am an and any are as at be because been before being but by can could
    did do does doing done each for from get had has have having he her here hers him his how i if
    in into is it its just may me might more most must my no nor not of on once one or our ours out
    over own please same shall she should so some such tell than that the their theirs them then
    there these they this those through to too under until up us very was we were what when where
    which while who whom whose why will with would you your yours s t d ll m re ve don`,
  es: `a al algo ante antes aunque cada como con cual cuales cuando cuanta cuantas cuanto cuantos
    de del desde donde durante e el ella ellas ellos en entre era eran es esa ese eso esta estaba
    este esto fue fueron ha han hasta hay la las le les lo los mas me mi muy no nos o para pero por
    porque puede que quien quienes se sea ser si sin sobre son su sus tambien tenia tiene tienen
    tipo un una uno unos y ya`,
  de: `aber alle als am an auch auf aus bei bis da das dass dem den der des die dies diese dieser
    dieses du durch ein eine einem einen einer eines er es fur gab gibt haben hat hatte hatten ich
    ihr ihre ihrem ihren ihrer im in ist ja kann konnte konnten man mehr mit nach nicht noch nur
    oder ob ohne sein seine seinem seinen seiner sich sie sind so uber um und uns unter viel viele
    vom von vor wann war waren warum was welche welchem welchen welcher welches wem wen wenn wer
    werden wie wieviel wieviele wird wo wofur woher worauf wurde wurden zu zum zur zwischen`,
  fr: `a ai au aux avec c ce ces cette combien comme comment d dans de des du elle elles en est et
    etait eu il ils j je l la le les leur leurs lui ma mais me mes n ne nous on ou par pas peut
    pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se ses son sont sur un une
    vos votre vous y`,
  it: `a al alla anche che chi come con cosa da dal dalla dei del della delle di dove e era fu gli
    ha hanno i il in la le lo ma nel nella non o per perche piu quale quali quando quanti quanto si
    sono su sua sul suo un una uno`,
  pt: `a ao aos as com como da das de do dos e ela ele em entre era essa esse esta este foi mais na
    nas nao no nos o onde os ou para pela pelo por qual quais quando quanto que quem se seu sua sao
    um uma`,
  nl: `aan als bij dat de deze die dit door een en er had heeft het hij hoe hoeveel ik in is je kan
    met naar niet of om onder ook op over te tot uit van voor waar waarom was wat welke wie wordt
    zijn`,
  vi: `ai bao bị cái các cho có con của cũng đã đang đâu đây để đến đi đó được gì hay hoặc khi không
    là làm lại lúc một mà nào này nên ngoài nhiều như nhưng những nhất ở ra rằng sao sẽ tại thế thì
    theo trên trong từ và vào về vì với`,
  ar: `من في علي الي عن ما ماذا متي اين كيف كم هل هو هي هم هذا هذه ذلك تلك التي الذي الذين كان كانت
    لم لا لن ان او ثم قد مع عند بين بعد قبل كل اي ايه ايهما لماذا منذ حتي غير كما و`,
  zh: `什么 哪些 哪个 哪里 哪种 多少 是什 么是 怎么 如何 为什 为何 的是 是多 是谁 哪一 一个 以及`,
};

const SETS = new Map(
  Object.entries(LISTS).map(([language, list]) => [language, new Set(tokenize(list))]),
);
const NONE: ReadonlySet<string> = new Set();

/** Languages written in Latin letters that have a list. */
export const LATIN_LANGUAGES = ["en", "es", "de", "fr", "it", "pt", "nl"] as const;

/** The stop words of a language, folded as `tokenize` folds; "unknown" gets the English ones. */
export function stopWords(language: string): ReadonlySet<string> {
  return SETS.get(language === "unknown" ? "en" : language) ?? NONE;
}
