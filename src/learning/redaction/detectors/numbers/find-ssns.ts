import { before, type Finding, LETTER } from "../../finding.ts";

const DASHED = new RegExp(
  String.raw`(?<![${LETTER}\p{N}_-])(\d{3})([- \u00a0–]?)(\d{2})\2(\d{4})(?![${LETTER}\p{N}_-])`,
  "gu",
);
const SAID =
  /(?:\bssn|\bsocial(?! (?:media|event|work|club|plan))|sozialversicherung|securite sociale|seguro social|\btax ?id|\bitin)[^\d\n]{0,20}$/u;
const OTHER =
  /(?:ticket|order|invoice|part|case|bestell\S*|rechnung\S*|artikel\S*|nr|no|#)[\s.:#-]*$/u;

/** Social security numbers of the United States: dashed ones, others where somebody says so. */
export function findSsns(text: string): Finding[] {
  return [...text.matchAll(DASHED)].flatMap((match) => {
    const { index, 0: found, 1: area = "", 2: separator, 3: group = "", 4: serial = "" } = match;
    const isGivenOut = !/^(?:000|666)/.test(area) && group !== "00" && serial !== "0000";
    const said = before(text, index);
    const isOne =
      SAID.test(said) || (separator === "-" && !area.startsWith("9") && !OTHER.test(said));
    if (!isGivenOut || !isOne) return [];
    const identity = area + group + serial;
    return { kind: "SSN" as const, start: index, end: index + found.length, identity };
  });
}
