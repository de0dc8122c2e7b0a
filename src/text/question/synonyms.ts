import { stem } from "../stem.ts";
import { fold } from "../tokenize.ts";

// Everyday office English: words that one person asks with and another writes with. A word may
// stand in several groups. Groups are about things a handbook says, not about any one company.
const GROUPS = `
  annual yearly annually year
  month monthly
  week weekly
  day daily
  quarter quarterly
  employee staff personnel worker workforce colleague headcount people team
  people person individual
  headcount number count
  company firm organization organisation business enterprise corporation corporate employer
  main primary principal chief major key predominant leading foremost central
  biggest largest greatest highest top most maximum
  smallest lowest least minimum
  big large great significant
  average typical mean usual normal common standard generally typically
  total overall entire whole complete combined
  worldwide global globally international internationally globe world abroad overseas
  branch office location site
  office workplace premises building facility
  department division unit section
  head chief lead leader manager director executive boss supervisor
  ceo chief executive officer president
  founder founded establish created started begin origin inception
  establish found incorporate set launch open start
  competitor rival competition competitive compete rivalry
  client customer account buyer
  supplier vendor provider contractor
  provider supply provide serve service
  partner partnership collaborate alliance ally
  shareholder investor stockholder stake owner shares
  owner own possess hold
  cost price expense expenditure outlay spend fee charge
  spend spending allocate budget invest money funds
  budget allocation fund
  revenue income turnover sales earnings
  profit margin earnings
  salary pay wage compensation remuneration payroll
  bonus incentive reward
  raise increase promotion
  discount reduction rebate
  training learning development education course workshop
  develop development
  vacation holiday leave pto absence off
  sick illness ill medical
  parental maternity paternity
  insurance coverage cover health
  retirement pension 401k
  benefit perk
  health medical wellness healthcare
  safety security protection secure
  password passcode key credential passphrase
  wifi wireless wi fi network internet
  internet web online
  computer laptop notebook pc machine workstation
  phone telephone mobile smartphone cellphone
  software application app program tool system platform
  email mail
  website site web page url
  printer printing print copier
  device equipment hardware machine
  car vehicle automobile fleet
  park parking garage lot
  travel trip journey commute
  hotel lodging accommodation
  flight airline plane
  reimburse reimbursement refund repay
  receipt invoice bill
  buy purchase acquire procure order
  sell sale sold
  deliver delivery ship shipping shipment
  send submit
  cafeteria canteen kitchen food dining lunch
  food meal cuisine
  snack refreshment
  drink beverage coffee
  gym fitness exercise
  clean cleaning janitorial cleaner
  event gathering function party celebration
  meeting conference session
  catering cater caterer
  recycle recycling waste
  water consumption usage
  consume consumption use usage utilize
  electricity power energy
  backup emergency reserve
  heat heating temperature
  color colour shade hue
  emblem logo mark
  slogan tagline motto catchphrase
  mission purpose goal aim objective
  goal target objective
  project initiative program programme
  finish complete completion accomplish conclude deliver
  contract agreement deal
  active current ongoing
  patent invention intellectual
  product item good merchandise
  export ship market overseas
  region area zone territory
  market industry sector field domain
  industry sector field domain arena
  charity donate donation philanthropy nonprofit
  volunteer volunteering community
  retention retain keep kept keeping
  turnover attrition churn
  satisfaction happy satisfied
  rating score grade
  percent percentage rate share proportion
  rate percentage
  hire recruit recruitment hiring onboard
  resign quit leave termination dismiss offboard
  raise rise increase
  reject refuse decline deny
  earn salary pay wage
  payday salary payroll pay
  band range grade scale
  wife husband spouse partner
  baby birth child newborn parental pregnant pregnancy maternity paternity
  parent mother father
  cv resume application applicant candidate
  gift present
  value worth limit amount
  limit maximum max cap most exceed
  minimum least min
  lose lost missing
  steal stolen theft lost
  leak breach expose exposure
  lock locked block blocked
  wrong incorrect failed invalid
  attempt try
  expire expiry lapse renew valid
  renew renewal extend
  carry transfer rollover
  unused leftover left remaining
  doctor physician certificate note medical
  confidential private secret trust
  remote home elsewhere abroad
  borrow loan lend
  fast quick soon urgent
  early ahead advance before
  newcomer new joiner starter hire
  rota rotation shift schedule
  engineer developer programmer
  merge pull request
  reviewer approval review approve
  assessment review evaluation appraisal
  self own
  kilometre kilometer km
  mile mileage
  class cabin economy
  customer guest visitor
  open opening hours
  badge card pass
  euro eur
  dollar usd
  tenure duration length employment
  duration length long period
  interview candidate applicant
  age old
  request ask apply application
  approve approval authorize permission consent
  report notify inform tell
  contact reach call
  help support assistance assist
  fix repair solve resolve troubleshoot
  problem issue incident error fault
  change modify edit update alter
  remove delete erase
  add create new
  begin start commence launch
  end finish stop expire
  deadline due
  allow permit may
  forbid prohibit ban disallow
  need require must mandatory necessary requirement
  rule policy guideline regulation
  guide manual handbook documentation
  responsible charge handle manage oversee run
  choose select pick
  show display
  obtain get receive acquire
  capacity seat seating seats fit hold
  size big area
  floor storey level
  room space
  address location
  previous last past prior
  next following upcoming
  lawyer legal attorney counsel law
  tax fiscal
  bank banking
  advertise advertising marketing campaign promote
  social media
  brand make manufacturer label
  kind type sort variety
  label name title
  award prize recognition honor
  anniversary birthday
  movie film
  author write writer wrote written
  sing singer sang song
  actor actress play star cast
  kill murder death die
  build construct built construction
  car automobile
  doctor physician
  city town
  country nation
  war conflict
  child children kid
  woman women female
  man men male`;

const SYNONYMS = new Map<string, Set<string>>();
for (const group of GROUPS.trim().split("\n")) {
  const stems = group
    .trim()
    .split(/\s+/)
    .map((word) => stem(fold(word)));
  for (const one of stems) {
    const others = SYNONYMS.get(one) ?? new Set<string>();
    for (const other of stems) if (other !== one) others.add(other);
    SYNONYMS.set(one, others);
  }
}
const NONE: ReadonlySet<string> = new Set();

/** Stems of English words that may stand for a stemmed word; most words have none. */
export function synonymsOf(stemmed: string): ReadonlySet<string> {
  return SYNONYMS.get(stemmed) ?? NONE;
}
