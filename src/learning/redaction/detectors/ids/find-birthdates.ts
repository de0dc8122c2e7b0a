import type { Finding } from "../../finding.ts";

const MONTHS =
  "jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|f[eé]v|avr|juin|juil|ao[uû]|d[eé]c|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|dez|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|sty|lut|kwi|maj|cze|lip|sie|wrz|pa[zź]|lis|gru";
/** With nothing between, as forms and passwords have it: `22071984`, `19840722`. */
const IN_ONE =
  "(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])(?:19|20[012])\\d{2}|(?:19|20[012])\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
const DATE = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s|of\s)?(?:${MONTHS})\p{L}{0,8}\.?,?\s(?:de\s)?\d{4}|(?:${MONTHS})\p{L}{0,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}년\s?\d{1,2}월\s?\d{1,2}일)`;
export const BIRTH =
  "birth ?dat(?:e|um)|date of birth|birthday|d\\.?o\\.?b\\.?|born(?: on)?|geboren(?: am)?|geburtsdatum|geburtstag|geb\\.|geb\\.? ?dat\\.?|n[eé]+ le|n[eé]e le|date de naissance|fecha de nacimiento|f\\. ?nac\\.?|nac(?:i[oó]|[ií]) el|nacimos el|nasci (?:em|a)|urodzi[lł][ae]m się|nacid[oa] el|cumplea[nñ]os|data di nascita|nat[oa] il|data de nascimento|nascid[oa] (?:em|a)|geboortedatum|geboren op|f[oö]d(?:d|elsedatum)?|f[øo]dt|f[øo]dselsdato|f[øo]dselsdag|synt(?:ynyt|ym[aä]aika)|data urodzenia|ur\\.|urodzon[ya]|datum narozen[ií]|narozen[aá]?|sz[uü]let[eé]si d[aá]tum|data na[sș]terii|дата рождения|родил(?:ся|ась)|д\\.р\\.|doğum tarihi|ημερομηνία γέννησης|生年月日|誕生日|出生(?:日期|年月日)?|生日|생년월일|생일|تاريخ الميلاد|ngày sinh|tanggal lahir";
const BORN = new RegExp(
  `(?<!\\p{L})(?:${BIRTH})["'”»]?(?:\\s(?:is|ist|war|was|est|es|è|é|:)|は|是|为|為|는|은|이|[^\\n\\d]{1,60}?(?=["'“(]?[^\\n]{0,24}(?:19|20[01])\\d))?\\s{0,2}[:=：]?\\s{0,2}["'“(]?(${DATE}|${IN_ONE})(?!\\p{N})`,
  "dgiu",
);
/** The other way round: `4 June 2016 is her birthday`. */
const BORN_THEN = new RegExp(
  `(?<!\\p{N})(${DATE})(?:\\s(?:is|was|ist|war|est|es|è|é|jest)|,|\\s\\(|\\s=|(?=\\s))\\s?(?:\\p{L}{1,8}\\s){0,2}(?:${BIRTH})(?!\\p{L})(?!\\s?[:=]?\\s?\\d)`,
  "dgiu",
);
/** And not, or rather, another one. */
const OTHER = new RegExp(
  `^["'”)]?,?\\s(?:(?:and |but |und )?(?:not|instead of|rather than|should be|statt|nicht|sondern|au lieu du|et non|pas|en lugar de|no|e non|invece di|em vez de|niet|in plaats van|zamiast|а не|вместо)|[-=]?>|→)\\s["'“(]?(${DATE})(?!\\p{N})`,
  "diu",
);
/** A row of a table, as files and mails have it: `Anna Koch;14.02.1987;DE89…`. */
const CELL = new RegExp(`(?<=^|[;|\\t"'“„«]|,\\s?)(${DATE})(?=$|[;|\\t"'”“»]|,)`, "dgiu");
/** In such a row an account, a number of eleven digits or a person's number stands beside it. */
const BESIDE =
  /(?:^|[;|\t,"'“„])\s?(?:[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?|\d{11}|\d{3}-\d{2}-\d{4})\s?(?:$|[;|\t,"'”“])/;
const ROW = 80;
const REACH = 60;

/** When somebody was born: behind a word that says so, or in a row of a person's numbers. */
export function findBirthdates(text: string): Finding[] {
  const cells = [...text.matchAll(CELL)].filter(({ index, 0: date }) => {
    const row = text.slice(Math.max(0, index - ROW), index + date.length + ROW);
    return /(?:^|\D)(?:19[3-9]\d|20[01]\d)(?:\D|$)/.test(date) && BESIDE.test(row);
  });
  return [...text.matchAll(BORN), ...text.matchAll(BORN_THEN), ...cells].flatMap(
    ({ indices, 1: date = "" }) => {
      const [start, end] = indices?.[1] ?? [0, 0];
      const other = OTHER.exec(text.slice(end, end + REACH));
      const others =
        other === null ? [] : [findingOf(other[1] ?? "", end + (other.indices?.[1]?.[0] ?? 0))];
      return [findingOf(date, start), ...others];
    },
  );
}

function findingOf(date: string, start: number): Finding {
  const value = date.replace(/[\s,.]+$/u, "");
  return { kind: "BIRTHDATE", start, end: start + value.length, identity: value.toLowerCase() };
}
