import type { Detector, Finding } from "../finding.ts";
import { isUnspaced } from "./name-variants.ts";
import type { Person } from "./person.ts";

/** Behind a family name alone. */
const HONORIFIC =
  /^\s?(?:さん|様|さま|氏|くん|君|ちゃん|先生|部長|課長|씨|님|선생|과장|부장|대리|先生|小姐|女士|经理|經理)/u;

interface Known {
  text: string;
  identity: string;
  isPart: boolean;
}

/** Names in scripts that put no spaces between words: whole ones, or a part with an honorific. */
export function findUnspacedNames(people: readonly Person[]): Detector {
  const known = people.flatMap(({ names }, at) =>
    names.filter(isUnspaced).flatMap((name) => waysToWrite(name, `person:${at}`)),
  );
  const byFirst = Map.groupBy(
    known.toSorted((a, b) => b.text.length - a.text.length),
    ({ text }) => text.slice(0, 1),
  );
  return (text) => {
    if (byFirst.size === 0) return [];
    const found: Finding[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const match = byFirst
        .get(text[at] ?? "")
        ?.find((one) => text.startsWith(one.text, at) && isWhole(text, at, one));
      if (match === undefined) continue;
      const end = at + match.text.length;
      found.push({ kind: "PERSON", start: at, end, identity: match.identity });
      at = end - 1;
    }
    return found;
  };
}

function waysToWrite(name: string, identity: string): Known[] {
  const words = name
    .normalize("NFC")
    .trim()
    .split(/[\s\u3000・]+/);
  const joins = words.length === 1 ? [""] : ["", " ", "\u3000", "・"];
  const whole = joins.map((between) => ({ text: words.join(between), identity, isPart: false }));
  // Without a space nobody says where the family name ends; most have one or two signs.
  const parts = words.length > 1 ? words : [name.slice(0, /\p{Script=Hangul}/u.test(name) ? 1 : 2)];
  return [...whole, ...parts.map((text) => ({ text, identity, isPart: true }))].filter(
    ({ text, isPart }) => isPart || text.length >= 2,
  );
}

function isWhole(text: string, at: number, { text: name, isPart }: Known): boolean {
  return !isPart || HONORIFIC.test(text.slice(at + name.length, at + name.length + 4));
}
