import { createHash } from "node:crypto";
import type { Finding, Kind } from "../../finding.ts";
import { passesLuhn } from "./check-digits.ts";

const NUMBER = String.raw`(?:[ -]?(?:no|nr|number|num|n[°º]|nummer|#|code|details?)\.?)?(?:\s(?:is|ist|lautet|est|es|è|é)\s|\s{0,2}[:=#：]?\s{0,2})`;
/** What money goes to, where somebody says so. */
const BANKS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:(?:aba|bank|wire|ach)?[ -]?routing|aba|rtn|transit)${NUMBER}(\\d{9}|\\d{5}-\\d{3})(?!\\p{N})`,
    "dgiu",
  ),
  new RegExp(
    `(?<!\\p{L})(?:sort[ -]?code|s\\/c)${NUMBER}(\\d{2}[ -]?\\d{2}[ -]?\\d{2})(?!\\p{N})`,
    "dgiu",
  ),
  new RegExp(
    `(?<!\\p{L})(?:bsb|ifsc|clabe|cbu|clearing)${NUMBER}([A-Z]{0,4}\\d[\\dA-Z]{2}[ -]?\\d[\\dA-Z -]{1,20}[\\dA-Z])(?!\\p{N})`,
    "dgiu",
  ),
  new RegExp(
    `(?<!\\p{L})(?:(?:bank|checking|savings|current|payroll|salary|giro|beneficiary|deposit|wire)[ -](?:account|acct|konto)|kontonummer|konto-?nr|girokonto|bankverbindung|compte bancaire|num[eé]ro de compte|cuenta (?:bancaria|corriente)|n[uú]mero de cuenta|conto corrente|conta (?:corrente|banc[aá]ria)|rekeningnummer|bankrekening|kontonr|numer konta|rachun\\p{L}{2,4}|расч[её]тн\\p{L}{2,3} сч[её]т\\p{L}?|р\\/с|口座番号|银行账号|银行卡号|계좌(?:번호)?)${NUMBER}(\\d(?:[ .-]?\\d){5,27})(?![\\p{N}])`,
    "dgiu",
  ),
  /(?<!\p{L})(?:account|acct|a\/c)[ .-]{0,2}(?:no|nr|number|num|#)?\.?(?:\s(?:is)\s|\s{0,2}[:=#]?\s{0,2})(\d(?:[ -]?\d){6,18})(?=[^\n]{0,60}(?:routing|sort|bic|swift|iban|bank|aba|bsb|wire))/dgiu,
  /(?:routing|sort[ -]?code|swift|bic|bsb|bank|blz|ifsc|aba|wire|clabe)[^\n]{0,60}?(?:account|acct|a\/c|konto|kto)[ .-]{0,2}(?:no|nr|number|num|#)?\.?\s{0,2}(?:is\s)?[:=#]?\s{0,2}(\d(?:[ -]?\d){5,18})(?!\p{N})/dgiu,
];
/** Written as an account of Spain or of Russia is, whatever is said. */
const FORMS =
  /(?<![\p{L}\p{N}-])(?:\d{4}[ -]\d{4}[ -]\d{2}[ -]\d{10}|4(?:07|08|23)\d{2}810\d{12})(?![\p{L}\p{N}])/gu;
/** An account of whatever kind: one of a bank's where the text speaks of money that goes there. */
const ACCOUNTS =
  /(?<!\p{L}|(?:aws|gcp|azure|gl|g\/l|user|customer|service|storage|ledger|sachkonto|cloud|billing)[ -])(?:account|acct|a\/c|konto(?:nummer|nr)?|compte|cuenta|conto|conta|rekening|kont[oau]|сч[её]т\p{L}?|счет\p{L}?|hesap|účet|účtu|számla\p{L}{0,4}|cont|tili)(?:\s?\([^()\d\n]{1,20}\)|[ -](?!(?:and|und|or|oder|et|y|e|i)\s)\p{L}{1,14}\.?){0,4}?["'»”]?\s?(?:[:=#]|\((?:was it|it's|is it|war es)?)?\s{0,2}(\d(?:[ .-]?\d){6,27})(?![\p{N}])/dgiu;
const MONEY =
  /(?<!\p{L})(?:bank\p{L}*|payroll|salary|wages?|payslip|deposit|che(?:ck|que)|wire|transfer\p{L}*|payout|refund\p{L}*|reimburse\p{L}*|iban|bic|swift|routing|sort code|sparkasse|volksbank|überweis\p{L}*|gehalt\p{L}*|lohn\p{L}*|erstatt\p{L}*|virement|virer|paie|salaire|rembours\p{L}*|transferencia|nómina|ingres\p{L}*|reembols\p{L}*|bonifico|stipendio|accredit\p{L}*|rimborso|transferência|ordenado|salário|salaris|overmak\p{L}*|loon|przelew\p{L}*|wypłat\p{L}*|wynagrodz\p{L}*|lön\p{L}*|løn\p{L}*|lønn\p{L}*|palkka|maaş|havale|výplat\p{L}*|банк\p{L}*|бик|перев\p{L}+|зарплат\p{L}*)(?!\p{L})/iu;
const SPEAKS = 120;
/** In Japan and China, by kind of account. */
const EASTERN =
  /(?:普通|当座|貯蓄|定期)(?:預金|口座)?\s?[:：]?\s?(\d{7})(?!\d)|(?:口座(?:番号)?|账[号户]|帳[號戶]|卡号|계좌(?:번호)?)(?:\s?(?:は|是|为|為|는|은))?\s?[:：]?\s?(\d(?:[ -]?\d){5,20})(?!\d)/dgu;
const BITCOIN = /(?<!\w)[13][1-9A-HJ-NP-Za-km-z]{25,34}(?!\w)/g;
const WALLETS =
  /(?<!\w)(?:(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,71}|0x[\da-f]{40}|addr1[02-9ac-hj-np-z]{50,110}|4[\dAB][1-9A-HJ-NP-Za-km-z]{93}|cosmos1[02-9ac-hj-np-z]{38})(?!\w)/gi;
const NAMED_WALLETS =
  /(?:wallet|solana|sol|tron|trx|usdt|xrp|ripple|doge|litecoin|ltc|btc|bitcoin|eth|crypto|krypto\S{0,6}|cartera|portefeuille)(?:[ -]?(?:address|adresse|wallet|adress|direcci[oó]n|indirizzo|to))?\s{0,2}(?:is\s|[:=]\s?)?([1-9A-HJ-NP-Za-km-z]{25,44})(?!\w)/dgi;
const MACS =
  /(?<![\w:.-])(?:[\da-f]{2}(?<sign>[:-])(?:[\da-f]{2}\k<sign>){4}[\da-f]{2}|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4})(?![\w:.-]?\w)/gi;
const DEVICES =
  /(?<![\p{L}])(?:imei2?|meid|imsi|iccid|eid|sim(?:[ -]?card)?|vin|udid)(?:[ -]?(?:no|nr|number|nummer|#|code))?\.?(?:\s(?:is|ist)\s|\s{0,2}[:=#]?\s{0,2})([A-HJ-NPR-Z\d](?:[A-HJ-NPR-Z\d]|[ -]\d){13,21})(?![\p{L}\p{N}])/dgiu;

/** Further off, and with a check digit: `the IMEI on the box says 35…`. */
const IMEIS = /(?<!\p{L})imei2?(?!\p{L})[^\d\n]{1,60}?(\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d)(?!\d)/dgiu;

/** Accounts, wallets and devices: what belongs to one person and to nobody else. */
export function findAccounts(text: string): Finding[] {
  return [
    ...[...BANKS, EASTERN].flatMap((pattern) => grouped(text, pattern, "ACCOUNT")),
    ...[...text.matchAll(FORMS)].map((match) => whole(match, "ACCOUNT")),
    ...grouped(text, ACCOUNTS, "ACCOUNT").filter(({ start, end }) =>
      MONEY.test(text.slice(Math.max(0, start - SPEAKS), end + SPEAKS)),
    ),
    ...[...text.matchAll(BITCOIN)]
      .filter(([one]) => isBase58Check(one))
      .map((match) => whole(match, "WALLET")),
    ...[...text.matchAll(WALLETS)].map((match) => whole(match, "WALLET")),
    ...grouped(text, NAMED_WALLETS, "WALLET").filter(
      ({ identity }) => /\d/.test(identity) && /[A-Z]/i.test(identity),
    ),
    ...[...text.matchAll(MACS)]
      .filter(([one]) => isDevice(one))
      .map((match) => whole(match, "DEVICE")),
    ...grouped(text, IMEIS, "DEVICE").filter(({ identity }) => passesLuhn(identity)),
    ...grouped(text, DEVICES, "DEVICE").filter(
      ({ identity }) => identity.replaceAll(/\D/g, "").length >= 5,
    ),
  ];
}

function whole({ 0: found, index }: RegExpExecArray, kind: Kind): Finding {
  return { kind, start: index, end: index + found.length, identity: bare(found) };
}

function grouped(text: string, pattern: RegExp, kind: Kind): Finding[] {
  return [...text.matchAll(pattern)].flatMap(({ indices, 1: first, 2: found = first ?? "" }) => {
    const [start, end] = indices?.[first === undefined ? 2 : 1] ?? [0, 0];
    return /\d/.test(found) ? [{ kind, start, end, identity: bare(found) }] : [];
  });
}

function bare(found: string): string {
  return found.replaceAll(/[ .:-]/g, "");
}

/** Of a machine: not everybody's, nobody's, and no row of the same. */
function isDevice(found: string): boolean {
  const digits = bare(found).toLowerCase();
  return new Set(digits).size > 2 && /\d/.test(digits) && !digits.startsWith("01005e");
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function isBase58Check(text: string): boolean {
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(BASE58.indexOf(character));
  const bytes = Buffer.from(number.toString(16).padStart(50, "0"), "hex");
  const sha = (data: Buffer) => createHash("sha256").update(data).digest();
  return (
    bytes.length === 25 &&
    sha(sha(bytes.subarray(0, 21)))
      .subarray(0, 4)
      .equals(bytes.subarray(21))
  );
}
