import { stopWords } from "../../../text/stop-words.ts";
import { fold } from "../../../text/tokenize.ts";
import { stemOf } from "./stem-of.ts";

/** Verbs and nouns of every handbook: they carry a sentence but say little of what it is about. */
const WEAK = `have has get got receive take taken make made do does use used using give given provide
  provided need needed require required allow allowed want go goes come keep put set let help ensure
  follow following follows include includes including contain offer offered available apply applies
  applicable able possible entitled eligible specific specifically particular certain relevant
  respective respectively general generally usually typically normally currently additionally
  furthermore moreover however therefore thus hence overall addition order case cases way ways thing
  things type types kind number amount part various different several multiple many much important
  company policy policies handbook document documents documentation guide guideline guidelines page
  section passage passages source sources article team employee employees staff people person
  everyone anyone someone member members worker workers individual process procedure information
  details detail example instance say says state states stated mention mentions mentioned note noted
  specify specified describe described explain explained according per based regarding concerning
  related respect terms time well even already still yet quite directly simply just always please
  also both either neither whether while since however though although instead rather another other
  others any every each such same within without among across through via upon regard context
  answer question yes no first second finally lastly next then located responsible purpose main
  consider considered known called count counts period refer referred refers involve involves involved support supports
  result results due way means mean become remain seem appear indicate indicated indicates suggest
  find found see look hear recognise recognize spend spent turn raise reach item items come gather notice long cover cost bring enter still even later soon far own full total entire whole new current etc something nothing anything everything us day year
  itself yourself yourselves themselves himself herself oneself whenever wherever whoever whatever
  whichever whereas now back away expect expected extend extends many like matter feel feels leave
  merely soon right sure altogether afterwards meanwhile somebody demand demands play plays gone actually
  actual really likely perhaps probably possibly apparently seemingly unfortunately sadly luckily fine okay
  good ok decide fact course bit lot matters kind stay stays look looked think thought want wanted try
  happens otherwise anyway thanks despite upon exactly roughly directly depend depends concern concerns
  fecha pasada vez caso tant deux cela celui celle dans leur leurs
  step steps follow happen held hold place run work works working place places able ability within per onto
  mitarbeiter mitarbeitende mitarbeitenden beschaftigte beschaftigten mussen muss kann konnen darf
  durfen sollen soll gilt gelten bitte laut gemass unternehmen firma richtlinie haben erhalten
  bekommen bekommt stehen steht jeweils sowie auch dabei dafur dazu entsprechend
  faut faire fait il employe employes salarie salaries entreprise doit doivent peut peuvent selon avoir recevoir
  disposer beneficier politique collaborateur collaborateurs
  hay que hacer empleado empleados empresa debe deben puede pueden segun tener recibir politica disponer`;

/** Further words that carry nothing at all. */
const EMPTY = `ought a an the and or but if of to in on at by for with from as is are was were be been being
  this that these those it its they them their there here he she his her him you your yours we our us
  i my me who whom whose which what when where how why shall should would could will can may might
  must not no nor than then so too very also only own same s t d ll m re ve up out off over under
  again further once about against between into during before after above below down more most less
  least few some such both each all any until unless except within without upon toward towards while
  because since per via regarding whether however one ones yes else ever never always another other
  denn ihn ihm ihr ihnen sie sei seid nichts etwas hier dort wer dessen deren sich mich mir dich dir
  man wurde wurden worden hatte hatten ware waren lassen gelassen
  ab an auf aus bei bis nach vor seit wahrend wegen ohne gegen unter uber jede jeder jedes jeden alle
  allen kein keine keinen keiner keinem nie niemals wenn falls dann damit weil obwohl sowie sondern
  sauf sans avant apres pendant jusqu chez vers entre aucun aucune jamais si alors donc car ainsi
  tout tous toute toutes meme plus moins lors afin
  ningun ninguna nunca jamas hasta desde durante segun todo todos toda todas cada menos`;

const stemmed = (list: string) => list.split(/\s+/).map((word) => stemOf(fold(word)));
const WEAK_STEMS: ReadonlySet<string> = new Set(stemmed(WEAK));
const EMPTY_WORDS: ReadonlySet<string> = new Set(EMPTY.split(/\s+/));
const STOP: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  ["en", "de", "fr", "es", "it", "pt", "nl"].map((language) => [language, stopWords(language)]),
);

/** Whether a stemmed word says little by itself: "receive", "policy", "employee". */
export function isWeak(stemmedWord: string): boolean {
  return WEAK_STEMS.has(stemmedWord);
}

/** Whether a folded word only joins others, in the language of its text. */
export function isEmpty(word: string, language: string): boolean {
  return EMPTY_WORDS.has(word) || (STOP[language]?.has(word) ?? false);
}
