import type { Finding, Kind } from "../../finding.ts";

const MONTHS =
  "jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|f[eé]v|avr|juin|juil|ao[uû]|d[eé]c|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|dez|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|sty|lut|kwi|maj|cze|lip|sie|wrz|pa[zź]|lis|gru";
const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s|of\s)?(?:${MONTHS})\p{L}{0,8}\.?,?\s(?:de\s)?\d{4}|(?:${MONTHS})\p{L}{0,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}년\s?\d{1,2}월\s?\d{1,2}일)`;
const BIRTH =
  "birth ?dat(?:e|um)|date of birth|birthday|d\\.?o\\.?b\\.?|born(?: on)?|geboren(?: am)?|geburtsdatum|geburtstag|geb\\.|geb\\.? ?dat\\.?|n[eé]+ le|n[eé]e le|date de naissance|fecha de nacimiento|f\\. ?nac\\.?|naci[oó] el|nacid[oa] el|cumplea[nñ]os|data di nascita|nat[oa] il|data de nascimento|nascid[oa] (?:em|a)|geboortedatum|geboren op|f[oö]d(?:d|elsedatum)?|f[øo]dt|f[øo]dselsdato|f[øo]dselsdag|synt(?:ynyt|ym[aä]aika)|data urodzenia|ur\\.|urodzon[ya]|datum narozen[ií]|narozen[aá]?|sz[uü]let[eé]si d[aá]tum|data na[sș]terii|дата рождения|родил(?:ся|ась)|д\\.р\\.|doğum tarihi|ημερομηνία γέννησης|生年月日|出生(?:日期|年月日)?|生日|생년월일|생일|تاريخ الميلاد|ngày sinh|tanggal lahir";
const BORN = new RegExp(
  `(?<!\\p{L})(?:${BIRTH})["'”»]?(?:\\s(?:is|ist|war|was|est|es|è|é|:))?\\s{0,2}[:=：]?\\s{0,2}["'“(]?(${DATE})(?!\\p{N})`,
  "dgiu",
);
/** Of somebody's own folder; those of machines and of nobody stay. */
const HOMES =
  /(?:(?<![\w.])\/(?:home|Users|export\/home)\/|\b[A-Z]:[\\/]{1,2}(?:Users|Documents and Settings)[\\/]{1,2}|\/mnt\/c\/Users\/)([\p{L}][\p{L}\p{N}._-]{1,40}?)(?=[\\/\s"'`:;,)\]]|\.?$|\.\s)/dgu;
const MACHINES =
  /^(?:ubuntu|ec2-user|root|runner(?:admin)?|node|app(?:user)?|vagrant|admin(?:istrator)?|users?|user ?name|shared|public|default|git|jenkins|deploy(?:er)?|pi|postgres|www-data|circleci|vscode|codespace|jovyan|linuxbrew|me|you|your.*|name|azureuser|opc|centos|debian|fedora|core|build(?:er)?|ci|svc.*|service|test(?:er)?|guest|demo|example|airflow|spark|hadoop|oracle|nonroot|bitnami|container|docker|steam|minecraft|lambda|sandbox|footnote|work|dev|data|all|appuser|agent|buildagent|gitlab-runner|teamcity|sap\w*|mysql|redis|nginx|apache|tomcat|jboss|elastic\w*|kafka|zookeeper|backup|ftp\w*|sftp\w*|mail|ansible|terraform|automation|bot|kiosk|student|staff|project\w*|common|share|static|site|sites|web\w*|www|log\w*|tmp|lib|bin)$/iu;
const STREET = String.raw`(?:(?i:flat|apt\.?|apartment|unit|wohnung|appt\.?)\s\w{1,6},?\s)?(?:\d{1,5}[a-z]?(?:\s?(?:bis|ter))?,?\s(?:[\p{L}.'’-]{1,25}\s){0,4}?\p{Lu}[\p{L}.'’-]{1,25}(?:\s\p{Lu}[\p{L}.'’-]{1,25}){0,3}|(?:[\p{L}.'’-]{2,30}\s){0,3}\p{L}[\p{L}.'’-]{2,30}\s\d{1,5}\s?[a-z]?(?!\p{L}))(?:,\s?(?:[A-Z\d][A-Z\d -]{2,9}\s)?(?:[\p{Lu}\d][\p{L}\p{N}.°º'’-]{0,25}\s?){1,4}){0,4}`;
const LIVES =
  "(?:lives?|living|resid(?:es|ing)) at|moved to|(?:home|private|postal|residential|mailing|shipping|billing|delivery|her|his|their|my) address(?: is)?|ship(?: it)? to|(?:wohnt|wohnhaft|gemeldet)(?: in(?: der)?| am| bei)?|(?:privat|wohn|liefer|rechnungs|heim)?(?:anschrift|adresse)(?: lautet| ist)?|habite(?: au)?|demeurant(?: au)?|domicili[eé]e?(?: au)?|adresse (?:personnelle|postale|de livraison)|vive en|domicilio|direcci[oó]n(?: de env[ií]o| particular| postal)?|(?:abita|vive|residente) in|indirizzo(?: di casa)?|(?:mora|reside) (?:na|no|em)|endere[cç]o|morada|woont (?:op|aan)|adres(?: zamieszkania)?|mieszka (?:przy|na)|zamieszka\\p{L}{2,4}|проживает по адресу|адрес проживания";
const ADDRESSES = new RegExp(
  `(?<!\\p{L})(?i:${LIVES})\\s{0,2}[:=]?\\s{1,3}["'“]?(${STREET})`,
  "dgu",
);
/** What tells of one person without a name: when they were born, where they live, what their folder is called. */
export function findPersonal(text: string): Finding[] {
  return [
    ...grouped(text, BORN, "BIRTHDATE"),
    ...grouped(text, HOMES, "USERNAME").filter(({ identity }) => !MACHINES.test(identity)),
    ...grouped(text, ADDRESSES, "ADDRESS").filter(({ identity }) => /\d/.test(identity)),
  ];
}

function grouped(text: string, pattern: RegExp, kind: Kind): Finding[] {
  return [...text.matchAll(pattern)].map(({ indices, 1: found = "" }) => {
    const [start] = indices?.[1] ?? [0];
    const value = found.replace(/[\s,.]+$/u, "");
    return { kind, start, end: start + value.length, identity: value.toLowerCase() };
  });
}
