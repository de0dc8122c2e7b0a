import { stemOf } from "../words/stem-of.ts";
import type { Modality, Token } from "./token.ts";

const NOT =
  /^(?:not|no|never|without|nor|non|neither|none|nobody|nothing|nowhere|hardly|nicht|kein(?:e[nmrs]?)?|nie(?:mals|mand)?|ohne|weder|noch|ne|pas|jamais|aucune?|sans|rien|ni|nunca|jamas|sin|ningun[oa]?|nadie|nada)$/;
/** Deny what stands anywhere in their clause. */
const DENIES =
  /^(?:forbid\w*|prohibit\w*|ban(?:s|ned)?|disallow\w*|barred|refrain\w*|avoid\w*|exclud\w*|except\w*|unless|exempt\w*|instead|rather|verbot\w*|untersagt|unzulassig|ausgeschlossen|ausser|interdit\w*|exclu\w*|sauf|prohibid\w*|excepto|salvo)$/;
/** Begin another thing: what follows is not of the list. */
const BREAKS_LIST = /^(?:but|if|unless|while|because|which|who|and|so|when|as|since)$/;
/** "Not" before these makes a bound of a figure. */
const BOUNDING =
  /^(?:\S+ ){0,2}(?:(?:later|more|less|fewer|longer|earlier|greater|higher|lower|older|younger) than|exceed)\b/;
/** May say "not" in other words, or turn it round. */
const DENIES_SOMEHOW =
  /^(?:only|otherwise|nothing|except\w*|unless|exclud\w*|exempt\w*|forbid\w*|prohibit\w*|ban|banned|barred|disallow\w*|refrain\w*|avoid\w*|refus\w*|reject\w*|den(?:y|ies|ied)|declin\w*|lack\w*|fail\w*|stop\w*|ceas\w*|los[et]s?|forfeit\w*|expir\w*|lapse[sd]?|void\w*|invalid\w*|instead|rather|without|optional|voluntary|free|impossible|outside|beyond|exceed\w*|less|under|few|fewer|limit\w*|restrict\w*|missing|absent|away|off|prevent\w*|block\w*|disab\w*|until|before|verboten|untersagt|verfall\w*|ausgeschlossen|interdit\w*|prohibid\w*|waiv\w*|skip\w*|separate\w*|different\w*|however|but|cannot|rare\w*|hardly|no longer|zero|intact|untouched|unchanged|unaffected|remain\w*|leaves|alone|sauf|excepto|salvo)$/;
/** "un-" that denies, and not "under", "until" or "unit". */
const UN = /^un(?=[a-z]{4,})(?!der|til|less|ion|it|ique|ivers|iform|ify|animous)|^non(?=[a-z]{5,})/;
const STRONG_MUST =
  /^(?:must|shall|required|requires?|mandatory|compulsory|obligatory|obliged|muss|mussen|verpflichtet|verpflichtend|vorgeschrieben|doit|doivent|obligatoires?|obligatorio|obligatoria|debe|deben)$/;
const MUST_TO = /^(?:have|has|had|needs?|needed)$/;
const MAY =
  /^(?:may|might|allowed|permitted|darf|durfen|erlaubt|autorise[es]*|permitido|permitida)$/;
const CAN = /^(?:can|could|able|entitled|eligible|welcome|kann|konnen|peut|peuvent|puede|pueden)$/;
const SHOULD = /^(?:should|recommended|advised|encouraged|ought|soll|sollen|sollten?)$/;
const FORBIDDEN =
  /^(?:forbidden|prohibited|prohibits?|banned|disallowed|barred|verboten|untersagt|interdite?s?|prohibid[oa]s?)$/;
const OPTIONAL =
  /^(?:optional|voluntary|discretionary|freiwillig|facultati[fv]\w*|opcional\w*|voluntari\w*)$/;

/** Marks which tokens are denied and what the modal words oblige one to. */
export function markPolarity(tokens: readonly Token[], language: string): void {
  for (const token of tokens) {
    if (UN.test(token.word) && token.word.length > 5) {
      token.stem = stemOf(token.word.replace(UN, ""));
      token.negated = "direct";
    }
  }
  for (const token of tokens) {
    if (isNegator(tokens, token)) denyNext(tokens, token, language);
    else if (DENIES.test(token.word)) denyClause(tokens, token);
  }
  for (const token of tokens) token.modality = modalityOf(tokens, token);
}

/** Whether a token is a "not"; "not only", "no later than" and "not take longer than" deny nothing. */
export function isNegator(tokens: readonly Token[], token: Token): boolean {
  if (!NOT.test(token.word)) return false;
  const ahead = tokens.slice(token.index + 1, token.index + 6).map((one) => one.word);
  const next = ahead[0] ?? "";
  // The "No" that answers a question.
  const isReply = /^No$/u.test(token.raw) && token.index === 0;
  if (isReply && tokens[1]?.clause !== token.clause) return false;
  if (/^(?:only|just|matter|even|until)$/.test(next) || token.word === "noch") return false;
  return !BOUNDING.test(ahead.join(" "));
}

function denyNext(tokens: readonly Token[], negator: Token, language: string): void {
  denyClause(tokens, negator);
  // Where the verb stands before its "nicht" or "pas", only the clause is known.
  if (language !== "en" && language !== "unknown") return;
  const end = listEnd(tokens, negator);
  let isOver = false;
  for (let at = negator.index + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.cell !== negator.cell) break;
    if (token.clause !== tokens[at - 1]?.clause && at <= end) isOver = false;
    else if (token.clause !== negator.clause && at > end) break;
    if (isOver || !token.isContent || /^(?:longer|more|further)$/.test(token.word)) continue;
    if (token.figure === undefined) token.negated = "direct";
    isOver = !token.isWeak;
  }
}

/** "Never stretch, rotate or recolour it": where the list that is denied as a whole ends. */
function listEnd(tokens: readonly Token[], negator: Token): number {
  const until = tokens.slice(negator.index + 1, negator.index + 14);
  const or = until.findLast((token) => /^n?or$/.test(token.word));
  if (or === undefined) return negator.index;
  const between = tokens.slice(negator.index + 1, or.index);
  const isBroken = between.some((token) => token.isFirst || BREAKS_LIST.test(token.word));
  return isBroken ? negator.index : or.index + 3;
}

function denyClause(tokens: readonly Token[], cue: Token): void {
  for (const token of tokens) {
    if (token.clause === cue.clause && token.cell === cue.cell && token.negated === "no")
      token.negated = "clause";
  }
}

function modalityOf(tokens: readonly Token[], token: Token): Modality | undefined {
  const { word } = token;
  const isDenied = token.negated === "direct" || isDeniedModal(tokens, token);
  if (word === "need" || word === "needs") {
    if (tokens[token.index + 1]?.word === "not" || isDenied) return "need-not";
  }
  if (STRONG_MUST.test(word)) {
    if (!isDenied) return "must";
    return /^(?:must|shall|debe|deben|doit|doivent)$/.test(word) ? "forbidden" : "need-not";
  }
  if (MUST_TO.test(word) && tokens[token.index + 1]?.word === "to")
    return isDenied ? "need-not" : "must";
  if (FORBIDDEN.test(word)) return isDenied ? "may" : "forbidden";
  if (OPTIONAL.test(word)) return isDenied ? "must" : "need-not";
  if (/^may$/i.test(word) && token.figure !== undefined) return undefined;
  if (MAY.test(word)) return isDenied ? "forbidden" : "may";
  if (CAN.test(word)) return isDenied ? "forbidden" : "can";
  return SHOULD.test(word) ? (isDenied ? "forbidden" : "should") : undefined;
}

/** "must not", "is not required", "darf … nicht": a negator right before or soon after. */
function isDeniedModal(tokens: readonly Token[], token: Token): boolean {
  const near = tokens.slice(Math.max(0, token.index - 2), token.index + 3);
  const isNear = near.some(
    (one) =>
      one !== token &&
      one.clause === token.clause &&
      isNegator(tokens, one) &&
      // "Allowed without approval" is allowed; "may no longer" is not.
      (one.word === "no"
        ? one.index > token.index && tokens[one.index + 1]?.word === "longer"
        : one.index < token.index || !/^(?:without|none|nothing|nobody)$/.test(one.word)),
  );
  const isSubjectDenied = tokens
    .slice(Math.max(0, token.index - 4), token.index)
    .some(
      (one) =>
        one.clause === token.clause &&
        /^(?:no|nobody|none|neither|kein\w*|niemand|aucune?|ningun\w*)$/.test(one.word) &&
        isNegator(tokens, one),
    );
  const isGerman = /^(?:darf|durfen|muss|mussen|kann|konnen|soll\w*)$/.test(token.word);
  const isLater =
    isGerman &&
    tokens.some(
      (one) =>
        one.index > token.index &&
        one.clause === token.clause &&
        /^(?:nicht|kein\w*|nie\w*)$/.test(one.word),
    );
  return isNear || isSubjectDenied || isLater;
}

/** Whether a word may stand for a "not", as "avoid" and "otherwise" do. */
export function deniesSomehow(token: Token): boolean {
  return DENIES_SOMEHOW.test(token.word);
}
