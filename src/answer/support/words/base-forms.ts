// Forms that a stemmer cannot bring together, each line a base form and its others.
const FORMS = `
  begin began begun
  break broke broken
  bring brought
  build built
  buy bought
  catch caught
  choose chose chosen
  come came
  deal dealt
  do does did done
  drive drove driven
  eat ate eaten
  fall fell fallen
  feel felt
  find found
  fly flew flown flight
  forget forgot forgotten
  get got gotten
  give gave given
  go went gone
  grow grew grown growth
  have has had
  hear heard
  hide hid hidden
  hold held
  keep kept
  know knew known
  lead led
  lend lent
  lose lost loss
  make made
  mean meant
  meet met
  pay paid payment payout
  ride rode ridden
  rise rose risen
  run ran
  say said
  see saw seen
  seek sought
  sell sold
  send sent
  show shown
  speak spoke spoken speech
  spend spent
  stand stood
  steal stole stolen theft
  take took taken
  teach taught
  tell told
  think thought
  throw threw thrown
  understand understood
  wear wore worn
  win won
  write wrote written
  bear bore borne
  draw drew drawn
  lay laid
  pick picked
  analysis analyses analyse analyze
  child children
  person people
  man men
  woman women
  criterion criteria
  foot feet
  half halves
  approve approval
  arrive arrival
  refuse refusal
  renew renewal
  propose proposal
  dispose disposal
  remove removal
  withdraw withdrew withdrawn withdrawal
  survive survival
  sick sickness
  ill illness
  safe safety
  long length longer longest
  high height higher highest
  broad breadth
  strong strength
  wide width
  deep depth
  apply application applicant
  reimburse reimbursement
  decide decision decisive
  divide division
  extend extension extensive
  permit permission
  submit submission
  admit admission
  transmit transmission
  expand expansion
  describe description
  subscribe subscription
  resign resignation
  retain retention
  exceed excess excessive
  succeed success successful
  proceed procedure
  choose choice
  advise advice
  respond response responsive
  explain explanation
  maintain maintenance
  attend attendance attendee
  destroy destruction
  produce production
  reduce reduction
  introduce introduction
  notify notification
  identify identification
  verify verification
  classify classification
  certify certification certificate
  authorize authorise authorization authorisation
  organize organise organization organisation
  recognize recognise recognition
  enroll enrol enrolment enrollment
  store storage
  use usage utilise utilize
  sign signature
  depart departure
  fail failure
  close closure
  expose exposure
  enter entry entrance
  assist assistance
  insure insurance
  guide guidance
  allow allowance
  rely reliance
  vary variation various
  deliver delivery
  discover discovery
  recover recovery
  injure injury
  vacate vacation
  prove proof proven
  believe belief
  live life
  serve service
  cancel cancellation canceled cancelled
  travel traveling travelling
  licence license
  centre center
  programme program
  behaviour behavior
  colour color
  gehen ging gegangen
  nehmen nahm genommen nimmt
  geben gab gegeben gibt
  bekommen bekam bekommt
  auszahlen auszahlung ausgezahlt
  beantragen antrag beantragt
  einreichen eingereicht einreichung
  genehmigen genehmigt genehmigung
  ubertragen ubertragung
  kundigen kundigung gekundigt
  erstatten erstattung erstattet
  melden meldung gemeldet
  buchen buchung gebucht
  dauern dauer dauert
  arbeiten arbeit gearbeitet arbeitet
  verfallen verfallt verfiel
  gelten gilt galt
  zahlen gezahlt zahlung bezahlt bezahlen zahlt
  prendre pris prend prise
  remettre remis remise
  payer paiement paye
  demander demande
  rembourser remboursement rembourse
  pagar pago pagado pagan paga
  solicitar solicitud solicita solicitan
  entregar entrega entregan`;

const BASES = new Map<string, string>();
for (const line of FORMS.trim().split("\n")) {
  const [base = "", ...others] = line.trim().split(" ");
  for (const other of others) if (!BASES.has(other)) BASES.set(other, base);
}

/** The base form of a folded word: "sent" is "send"; other words as they are. */
export function baseForm(word: string): string {
  return BASES.get(word) ?? BASES.get(word.replace(/s$/, "")) ?? word;
}
