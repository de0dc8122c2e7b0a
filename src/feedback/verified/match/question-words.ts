/** Words that bear no meaning of their own in a question. "it" and "us" are none of them: "IT", "the US". */
export const FILLERS =
  words(`a an the my our your his her its i me we you one do does did done doing
  is are am was were be been being have has had will would shall should could may can must for of in
  on at about as please just there s t d ll m re ve`);

/** Those with a direction: what follows them is part of what they say. */
export const DIRECTIONS = words(`from to into onto before after during until since without within
  outside inside above below over under between against through via with by not no except only if
  unless when while where whether`);

/** Words that belong to no other when they stand alone behind "how", "who" … */
export const NEGATORS = words("not no never nobody none nothing neither nor");

/**
 * What means the same wherever it stands, the first one being what is put for the others. Narrower
 * than what a search takes as alike: "maternity" is no "paternity" here.
 */
const SAME = `
  employee | employees | staff member | staff members | staff
  vacation | annual leave | vacations | paid vacation
  reject | refuse | decline
  login | log in | sign in | log on | sign on
  logout | log out | sign out | log off
  email | e mail | e mails | emails | mail address
  wifi | wi fi | wlan | wireless
  enable | activate | turn on | switch on
  disable | deactivate | turn off | switch off
  laptop | notebook | laptops | notebooks
  phone | telephone | phones | telephones
  mobile | cell phone | mobile phone | smartphone
  repay | pay back | pay it back
  maximum | max | at most
  minimum | min | at least
  payslip | pay slip | salary slip | pay stub | payslips
  parking lot | car park
  get | receive | obtain | receives | gets | got | received
  request | ask for | apply for
  buy | purchase | buys | bought
  above | over the sum of | more than | exceeding | in excess of
  below | less than | fewer than
  before | prior to | ahead of | in advance of
  outside | outside of
  year | calendar year
  part time | parttime
  full time | fulltime
  timesheet | time sheet | time sheets
  colleague | coworker | co worker
  wfh | work from home | works from home | working from home
  euro | euros | eur
  dollar | dollars | usd
  pound | pounds | gbp
  percent | per cent
  documentation | docs
  application | app | apps
  repository | repo
  information | info
  two factor authentication | 2fa | two factor login`;

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve";

/** Longest first; each with what is put in its place. */
export const REPLACEMENTS: readonly (readonly [RegExp, string])[] = readReplacements();

function readReplacements(): [RegExp, string][] {
  const pairs = SAME.trim()
    .split("\n")
    .flatMap((line) => {
      const [put = "", ...others] = line.split("|").map((entry) => entry.trim());
      return others.map((other): [string, string] => [other, put]);
    });
  const numbers = NUMBERS.split(" ")
    // "one" is mostly no number: "which one", "how does one".
    .map((word, value): [string, string] => [word, String(value)])
    .filter(([word]) => word !== "one");
  return [...pairs, ...numbers]
    .sort(([a], [b]) => b.length - a.length)
    .map(([other, put]) => [new RegExp(`(?<= )${other}(?= )`, "g"), put]);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
