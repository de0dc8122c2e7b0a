/** Groups that begin with K to Z; see `paraphrases.ts`. */
export const PARAPHRASES_K_TO_Z = `
  keep, hold, retain, stay, remain, maintain
  keep, retain, remain, stored; keyboard, mouse, peripheral
  know, aware, familiar; krank, krankheit, arbeitsunfahig
  laptop, computer, notebook, pc, machine, workstation, device
  laptop, device; larger, higher, bigger, greater, above, more
  last, final, latest, previous; late, delayed, overdue, delay, too late
  leave, absence, away, absent, out of office
  legal, law, lawyer, attorney, counsel, legally
  level, grade, tier, band; lift, elevator; link, url, hyperlink
  list, listed, found, see, available, shown, published, posted
  live, reside, residence, resident; loan, advance, credit
  located, situated, found, based, sit, stand, position, lie
  location, place, site, where, address
  log in, sign in, login, log on, access, sign on
  long, lengthy, length, duration, last, lasting
  lose, lost, missing, misplace, loss; lunch, canteen, cafeteria, dining
  main, primary, principal, chief, central, key
  make sure, ensure, see to it, guarantee, ensuring
  manager, supervisor, boss, line manager, superior, team lead, team leader, lead, head
  mandatory, required, must, obligatory, compulsory, need
  manually, manual, by hand
  match, matching, contribute, contribution, top up
  maternity, paternity, parental, birth, childbirth, new parent, adoption
  maximum, max, at most, up to, no more than, limit, cap, not exceed, ceiling, upper limit, highest, most, top, not more than, limited, capped
  meal, food, dining, lunch, dinner, eat, subsistence
  meet, gather, get together, hold; meeting room, conference room, room
  meeting, session, conference, call, catch up
  mileage, kilometre, kilometer, distance, driven
  minimum, at least, no less than, no fewer than, min, lowest, least, or more
  mitarbeiter, beschaftigte, angestellte, mitarbeitende, arbeitnehmer, belegschaft
  money, reimbursement, payment, refund, amount, sum
  monitor, watch, track, observe, supervise
  monthly, per month, every month, each month, month, once a month, a month
  morning, am, before noon; movie, film, picture
  photo, picture, photograph
  mussen, muss, verpflichtet, erforderlich, notwendig
  nearest, closest, next
  need, require, must, necessary, mandatory, obligatory, requirement, compulsory, needed, have to, obliged, called for, essential
  never, at no time, under no circumstances, not ever, not
  new hire, new joiner, joiner, starter, newcomer, new employee, new starter, new staff, recruit, new colleague, new team member
  new, fresh, recent, newly; newspaper, magazine, journal
  next day, following day, day after
  next, following, subsequent, coming, upcoming, succeeding
  noon, midday; nothing, free, no cost; notice, notice period, warning
  objection, object, disagree, complaint
  occasionally, sometimes, from time to time, now and then
  office, workplace, premises, site, building, workspace
  often, frequently, many times
  old, former, previous, past, prior, earlier
  on site, in person, in the office, at the office, office, onsite
  on time, punctual, punctually
  only, solely, exclusively, just, limited to, restricted to, nobody else, alone, merely, nothing else
  open, unlock, available, opening
  optional, voluntary, not required, not mandatory, choose, choice
  order, purchase order; outage, downtime, disruption, failure, down
  overdue, late, past due, open, unpaid
  overtime, extra hours, additional hours, extra work
  own, personal, private, yourself, self
  owner, responsible person, person in charge; parent, mother, father
  parking, park, car park, parking space, garage, parking lot, parking spot
  part time, parttime; part, portion, share, piece
  participate, take part, join, attend, involve
  passport, travel document
  password, passcode, passphrase, credential, login
  pay, paid, payment, disburse, remit
  payslip, salary statement, pay slip, pay stub, wage slip, paycheck
  pension, retirement, retirement plan, pension plan, 401k
  per diem, daily allowance, meal allowance
  percent, percentage, per cent
  permission, right, access, authorization
  permitir, permite, permitido, puede, pueden, posible
  person, people, individual, anyone, everyone, someone, somebody, anybody, everybody, human, whoever
  petrol, fuel, gas; phone, device, mobile
  phone, telephone, call, ring, mobile; plan, planned, schedule, intend
  policy, rule, guideline, regulation, standard, procedure, guidance
  postpone, delay, move, reschedule; pound, gbp
  preceding, before, previous; pregnant, expecting, pregnancy
  press, media, journalist; previous year, last year, prior year
  probation, probationary period, trial period, probationary
  problem, issue, trouble, difficulty, fault, error, question, incident, concern
  process, procedure, workflow, steps, way
  produce, make, manufacture, create
  prohibit, forbid, not allowed, ban, not permitted, disallow
  promote, promotion, advancement
  protect, secure, safeguard, guard, security, protection, safe
  prove, evidence, demonstrate, proof, show, documentation
  public holiday, bank holiday, statutory holiday, national holiday
  publicly, in public, externally
  publish, post, release, announce, put, make available
  put up, display, post; qualification, skill, degree
  quarter, three months
  quarterly, per quarter, every quarter, each quarter, quarter, three months
  question, query, enquiry, inquiry; queue, line, waiting list
  quickly, fast, soon, promptly, swift, speedy, rapid
  quote, offer, quotation, bid
  raise, pay rise, salary increase, increase
  rank, priority, severity, urgency; rarely, seldom, hardly ever
  receipt, invoice, bill, proof of purchase, proof of payment
  receive, get, obtain, given, granted, have, earn, gain, accrue
  recommend, suggest, advise, encourage, should, recommended, best
  record, log, track, document, note, write down, enter, register, capture, logged
  reference, referral, refer; refund, money back, reimbursement
  register, sign in, check in, log in
  register, sign up, enrol, enroll, registration, enrolment, join, enrollment
  regularly, regular, periodically, routinely
  reimburse, refund, repay, pay back, cover, compensate, reimbursement, get back, return
  reject, refuse, decline, deny, turn down, refusal, rejection
  remind, reminder, prompt; reminder, follow up, remind
  renew, renewal, extend, prolong
  rental car, hire car, rented car, car rental
  reopen, open again, reopened
  replace, replacement, substitute, exchange, swap
  reply, answer, response, respond
  report, notify, inform, tell, let know, know, raise, flag, announce, alert, notification, contact, communicate, advise, disclose
  request, ask, apply, application, ask for, apply for, requisition
  reset, renew, replace, change
  resign, quit, leave, departure, depart, resignation, exit, leaver, leave the company, termination, hand in notice
  respond, answer, reply, get back
  response time, respond, reply, answer, response, react
  responsible, in charge, handle, manage, look after, oversee, take care, responsibility, run, owner, own, duty, accountable, deal with, lead, administer
  restore, recover, recovery, bring back
  restrict, limit, confine, constrain, restricted, limited
  resume, continue, restart, go on; retain, keep, store, held, kept
  return, come back, back
  return, give back, hand back, bring back, send back, hand in
  review, appraisal, assessment, evaluation, performance review, assess, evaluate, rating
  safe, safely, safety, secure, without danger
  salarie, employe, collaborateur, personnel
  salary, base, base pay, base salary
  salary, pay, wage, compensation, remuneration, payroll, income, earnings
  same day, immediately; same, identical, equal, equally, alike
  sample, specimen; say, state, mention, note, specify
  screen, monitor, display; seat, place, spot; sell, sale, sold
  send, email, mail, forward, deliver, dispatch, ship
  serious, severe, grave, major
  several, multiple, many, various, number
  share, give, pass on, disclose, reveal, hand over, tell, distribute
  shift, rota, schedule, roster; shipment, parcel, package, delivery
  shoe, footwear, boot; short, brief
  show up, appear, attend, participate, take part, attendance, join, participation
  show, display, present, demonstrate
  sick, ill, illness, sickness, unwell, sick leave, sick day
  side job, secondary employment, second job, outside job, outside work
  sign off, approve, clear, okay; sign, signature, countersign
  sing, singer, song, perform; slide, presentation, deck
  slot, appointment, time slot; small, little, minor, tiny
  smaller, lower, less, under; solicitud, solicitar, pedir, peticion
  someone else, another party, third party, other person, somebody else
  sort, kind, type, category, class; speak, talk, say, language
  split, divide, break up, spread; spokesperson, press officer
  sponsor, fund, finance, support, pay for; spreadsheet, excel, table
  spring, autumn, fall; stair, staircase, stairs
  start, begin, commence, launch, from, open, starting, onset, kick off
  statutory, legal, required by law; stay, remain, be
  step, stage, phase; stock, inventory; stolen, theft, steal
  store, keep, save, retain, hold, archive, retention, put, stored, kept, preserve, maintain, held
  store, shop, outlet
  submit, send, hand in, file, turn in, lodge, send in, put in, provide, upload, deliver, present, enter, raise
  subscription, membership, licence, plan
  supervise, oversee, monitor, watch over; supplier, vendor, provider
  supply, stock, provide; suspend, pause, interrupt, put on hold
  suspicious, dubious, questionable, strange; take home, bring home
  take place, occur, happen, held, hold, run, place, conduct, carry out
  talk, conversation, chat, speak, discussion, discuss
  task, assignment, exercise, work, duty, piece of work, homework
  tax, taxed, taxation; taxi, cab, ride; test, trial, try, exam
  ticket, request, case; tip, gratuity
  tool, system, software, app, application, platform, program, portal
  train, rail, railway
  training, course, workshop, learning, education, class, lesson, seminar, module, development
  travel, trip, journey, business trip, commute, travelling
  trip, travel, journey, go abroad; try, attempt, effort, aim
  two factor authentication, multi factor authentication, mfa, 2fa, two step verification, second factor, two factor
  until, up to, through, till
  unused, untaken, remaining, leftover, left, not taken, outstanding, not used
  unwell, fall ill, get sick, be ill; update, patch, upgrade
  urgent, immediate, critical, pressing, emergency
  urlaub, urlaubstag, urlaubstage, jahresurlaub, ferien, urlaubstagen
  usb stick, flash drive, thumb drive
  use, usage, utilize, utilise, employ, apply, via, through, with, work with, take advantage
  user, person, employee; vacaciones, dias libres
  vacation, holiday, annual leave, leave, pto, time off, paid time off, day off, days off, absence, off, vacation time
  valid, effective, good, in force, last, apply
  via, through, in, using, by, on, with; vielleicht, eventuell
  virus, malware, phishing; visa, entry permit; visitor, guest
  volunteer, volunteering; vorab, vorher, im voraus, zuvor
  vorgesetzte, fuhrungskraft, teamleitung, chef
  vorher, voraus, im voraus, fruher; voucher, coupon, card
  wait, waiting period, delay
  want, wish, would like, like, desire, intend, plan, prefer
  war, conflict; warehouse, storage, depot; warranty, guarantee
  wear, put on, dress; website, site, web page, page, intranet
  weekend, saturday, sunday
  weekly, per week, every week, each week, week, once a week, a week
  whistleblower, whistleblowing; wifi, wi fi, wireless, wireless network
  win, victory, defeat, beat; wipe, erase, delete
  within, inside, no later than, in, less than, at most, under
  work from home, remote work, telework, home office, work remotely, remote, home, working remotely, remotely, telecommute, homeworking
  working day, business day, workday, weekday, work day, day
  worth, value; write, feedback, submit, put in writing
  write, written, in writing, draft, note
  last, take, go on, continue, run, be over; like, want, wish, choose, please
  look at, see, check, review, inspect, examine, view, read, go through
  look after, care for, responsible, maintain, manage, take care, own
  most frequent, most common, most often, top, leading, number one
  notice period, notice, period of notice; on time, punctual, timely, in time
  outstanding, remaining, open, unpaid, left, due
  pass on, pass, hand over, forward, escalate, go to, hand on, transfer, relay
  permanent, lasting, for good, forever, indefinitely; phone, call, ring, telephone, phone call
  pro rata, in proportion, proportionally, proportional, prorated, proportionate, share
  reason, justify, justification, explain, explanation, grounds, why
  refuse, turn down, reject, decline, deny, not accept, say no, turn away, not granted
  reimburse, refund, pay back, cover, repay, compensate, pay
  replacement, substitute, spare, new one, swap; reply, answer, response, respond
  roll back, rollback, revert, undo, go back; send, forward, pass, transmit, mail, submit
  settle, pay, pay off, clear; shorter, less, under, briefer, fewer
  show, present, produce, appear with, prove; sort out, resolve, fix, solve, settle, remedy
  stay, remain, keep, continue, still
  switch off, turn off, shut down, disable, retire, discontinue, deactivate
  switch on, turn on, enable, activate; tell, inform, notify, let know, report, say, advise, alert
  unsafe, dangerous, risky, hazardous; unsure, doubt, uncertain, not sure, undecided, hesitate
  until, up to, by, no later than
  whatever, no matter, regardless, irrespective, independent of, however small, any
  whenever, any time, at any time, always; whoever, person who, anyone who, anybody
  withdraw, take back, revoke, cancel, rescind
  no consequences, no penalty, blamed, repercussion
  word, term, phrase, wording; join, take part, participate, attend, enrol, sign up
  journey, trip, travel, ride; kid, child, son, daughter; laptop, computer, machine, notebook, pc
  leaver, departing, leave, depart; log in, sign in, login, log on, access
  mislaid, lost, missing, lose; mobile, phone, smartphone, cell phone
  monitor, watch, track, keep an eye
  newcomer, new hire, new joiner, starter, new employee, newly hired, new colleague
  note down, record, log, enter, register, write down, document
  nominate, name, appoint, designate, choose; offer, quote, estimate, proposal
  outage, downtime, down, unavailable, interruption, failure
  overtime, extra hours, additional hours; part, role, say, involved, take part
  password, passphrase, credential; patch, fix, repair, correct, mend
  pay out, paid out, cash out, paid; physician, doctor, gp, medical
  plan, schedule, arrange, intend; prove, proof, evidence, demonstrate, document
  purchase, order, buy, procure; qualify, eligible, entitled, right to
  raise, escalate, bring to, report; recipient, addressee, receiver
  refund, money back, get back, reimburse, credit; rental, hire, rent, lease
  restore, recover, bring back, get back, retrieve; rule, policy, regulation, requirement
  salary, pay, wage, earnings, income; seek, look for, search
  share, percentage, portion, part, proportion; sick, ill, unwell, poorly
  spouse, partner, husband, wife; supervise, oversee, accompany, monitor
  swap, exchange, trade, switch; taxi, cab; tell apart, distinguish, differ; test, trial, try out
  ticket, case, issue, request; tidy, clean, clear
  train, course, lesson, instruct, coach, training; update, refresh, renew, revise, amend
  valid, in force, good for, apply; vendor, supplier, contractor, provider
  verify, check, confirm, validate, make sure; visitor, guest; warn, alert, notify, caution`;
