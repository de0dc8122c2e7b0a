import { fold } from "../../../text/tokenize.ts";
import { stemOf } from "./stem-of.ts";

// Each line holds classes that exclude one another, parted by bars: what is said of one is not said
// of the other. Words that often mean something else ("over", "left", "fall") are left out here;
// "more than 5" and "before 1 March" are read with their figure.
const SETS = `
  increase, raise, rise, grow, higher | decrease, reduce, lower, decline
  more | less, fewer
  maximum, most, at most, no more than, max | minimum, least, at least, no less than, min, mindestens
  before, prior, in advance, beforehand, vor, avant, antes | after, afterwards, nach, apres, despues | during, wahrend, pendant, durante
  include, included, including, inclusive | exclude, excluded, excluding, exclusive
  accept, accepted | reject, rejected, refuse, refused, decline, declined
  approve, approved | reject, rejected, deny, denied, refuse, refused
  enable, enabled, activate, activated | disable, disabled, deactivate, deactivated
  start, begin | end, finish, stop
  open, opened, reopen, reopened | close, closed, shut
  join, hire, hired | leave the company, resign, dismissed
  internal, internally, intern | external, externally, extern
  full time, fulltime, vollzeit | part time, parttime, teilzeit
  permanent | temporary, fixed term, interim
  always, every time | never, at no time | sometimes, occasionally, rarely
  last, final | first
  electric | hybrid, hybrids | diesel
  early, earlier, earliest | late, later, latest
  buy, purchase | sell
  lend | borrow
  gross, brutto | net, netto | base
  domestic, national, inland | international, foreign, abroad, overseas, ausland
  public, publicly | private, privately, confidential | secret
  high, highest | low, lowest
  long, longer, longest | short, shorter, shortest
  large, larger, largest, big, bigger, biggest | small, smaller, smallest
  fast, faster, quick | slow, slower
  same, identical | different, separate
  easy | difficult, hard
  cheap, cheaper, cheapest | expensive
  hot, warm | cold
  inside, indoors, within | outside, outdoors
  upper | lower
  top | bottom
  best | worst
  positive | negative
  success, succeed, successful | failure, fail, unsuccessful
  win, won | lost
  profit | loss
  import | export
  upload | download
  input | output
  online | offline
  from home, remotely, remote, at home | in the office, onsite, on site, at the office
  morning, mornings | afternoon, afternoons | evening, evenings | night, nights
  monday, mondays, montag, lundi, lunes | tuesday, tuesdays, dienstag, mardi, martes | wednesday, wednesdays, mittwoch, mercredi, miercoles | thursday, thursdays, donnerstag, jeudi, jueves | friday, fridays, freitag, vendredi, viernes | saturday, saturdays, samstag, samedi, sabado | sunday, sundays, sonntag, dimanche, domingo
  weekday, weekdays | weekend, weekends
  hourly, per hour, an hour, every hour, each hour | daily, per day, a day, every day, each day, taglich, pro tag, par jour, por dia | weekly, per week, a week, every week, each week, wochentlich, pro woche, par semaine, por semana | monthly, per month, a month, every month, each month, monatlich, pro monat, par mois, por mes | quarterly, per quarter, each quarter, every quarter | annual, annually, yearly, per year, a year, every year, each year, per annum, jahrlich, pro jahr, par an, al ano
  summer | winter | spring | autumn
  breakfast | lunch | dinner
  man, men, male | woman, women, female
  mother, maternity | father, paternity
  adult | child, children
  married | single
  first class | business class | economy class, economy
  north, northern | south, southern | east, eastern | west, western
  red | green | blue | yellow | black | white | orange | purple
  ceo, chief executive officer, managing board | cfo, chief financial | cto, chief technology | coo, chief operating | ciso | cio
  department head, head of department | team lead, team leader | manager, line manager, supervisor | account manager, account executive | product owner, product manager | project manager | office manager | director, managing director | works council | reception, front desk | board | ceo, chief executive officer, managing board | cfo, chief financial officer | cto, chief technology officer | coo, chief operating officer | ciso | cio | hr, human resources, people team, people operations, personnel department | it, it team, it department, helpdesk, help desk, service desk, it support | finance, finance team, accounting | legal, legal team, legal department | facilities, facility management, facilities team | security team | procurement | marketing | sales | engineering | payroll | external auditor, auditor
  in writing, written | verbally, orally, verbal
  paper, printed | electronic, electronically, digital, digitally
  cash | credit card, company card | bank transfer
  manual, manually, by hand | automatic, automatically
  mandatory, compulsory, obligatory | optional, voluntary
  encrypt, encrypted | unencrypted, plain text
  senior | junior
  primary | secondary
  minor | major
  quarterly | half yearly
  weekly | biweekly, fortnightly
  oldest | newest
  odd | even
  sender | recipient
  landlord | tenant
  teacher | student
  interior | exterior
  northern hemisphere | southern hemisphere
  ascending | descending
  active | inactive
  safe | dangerous
  safe | unsafe
  visible | invisible, hidden
  guilty | innocent
  ally | enemy
  victory | defeat
  strong, stronger | weak, weaker
  rich | poor
  urban | rural
  simple | complex
  alive | dead
  dry | wet
  empty | full of
  empties | fills
  ancient | modern
  left hand | right hand
  clockwise | counterclockwise`;

export interface Opposite {
  set: number;
  side: number;
}

export interface Opposites {
  words: ReadonlyMap<string, readonly Opposite[]>;
  /** Phrases by the stem they start with. */
  phrases: ReadonlyMap<string, readonly { stems: readonly string[]; opposite: Opposite }[]>;
}

function readSets(): Opposites {
  const words = new Map<string, Opposite[]>();
  const phrases = new Map<string, { stems: string[]; opposite: Opposite }[]>();
  SETS.trim()
    .split("\n")
    .forEach((line, set) => {
      line.split("|").forEach((list, side) => {
        for (const entry of list.split(",")) {
          const stems = fold(entry.trim()).split(/\s+/).map(stemOf);
          const first = stems[0] ?? "";
          if (stems.length === 1) words.set(first, [...(words.get(first) ?? []), { set, side }]);
          else
            phrases.set(first, [...(phrases.get(first) ?? []), { stems, opposite: { set, side } }]);
        }
      });
    });
  return { words, phrases };
}

/** Words and phrases that exclude one another. */
export const OPPOSITES: Opposites = readSets();
