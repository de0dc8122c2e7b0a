/** Groups that begin with A to J; see `paraphrases.ts`. */
export const PARAPHRASES_A_TO_J = `
  about, approximately, around, roughly, circa, some
  abroad, overseas, foreign, international, another country, outside the country
  absent, away, not present, miss
  accept, take, receive, agree
  accident, damage, crash, collision
  accident, injury, injured, hurt
  accompany, stay with, escort, go with
  account, profile
  add, include, attach, enclose, append, put
  administrator, admin
  affect, influence, impact, linked, depend, tied, link, connected
  after, following, once, upon, afterwards, as soon as, later, when, since, from
  afternoon, pm
  age, old
  age, older, old, aged
  agent, staff, employee, representative, rep
  agree, arrange, settle, coordinate, consult
  ahead, in advance, before, prior, beforehand
  all, every, each, any, entire, whole, full, everyone, everything
  allow, enable, let, make possible, help
  allow, permit, may, can, let, able, possible, possibility, enable, authorize, permissible, option
  alternative, instead, other, replacement, rather
  always, every time, at all times, all times, whenever, any time
  amount, sum, total, value
  announce, inform, notify, tell, let know
  annual, yearly, annually, per year, every year, each year, year, once a year, a year, per annum, calendar year, twelve month
  anonymous, anonymously, without name, confidentially
  apologise, apologize, say sorry, apology, sorry
  appeal, contest, challenge, dispute
  appear, feature, star, play
  approve, approval, authorize, authorise, authorization, sign off, permission, consent, agree, okay, green light, clearance, agreement, go ahead, confirm, confirmation, clear, grant, accept
  around the clock, day and night, 24 hours, 24 7, at any time, at all hours
  arrive, made, come, reach
  assemble, gather, meet, assembly
  attach, enclose, append, accompany, include
  attachment, attached file
  attend, be present, join, take part, go to
  auszahlen, auszahlung, bezahlen, vergutet
  author, write, writer
  automatically, automatic, by itself, automated
  autorise, permis, possible, peut
  avoid, refrain, do not
  backup, back up, copy, backed up
  badge, card, pass, key card, access card, id card, keycard, access badge
  because, since, due to, as, reason, therefore, so, owing
  before, prior, in advance, advance, ahead, beforehand, ahead of, earlier, until, preceding, up front
  begin, origin, originate, derive, come from, stem
  beginning, start, outset
  below, under, less than, fewer than, lower than, less, fewer, lower
  benefit, perk, advantage
  beside, next to, near, by, close to, adjacent
  bicycle, bike, cycling
  big, large, great, major, significant, sizeable
  bonus, reward, incentive, award
  bonus, reward, receive, referral bonus
  book, reserve, reservation, booking, arrange
  born, birth
  break, pause, rest
  bribe, bribery, corruption
  bring, take, carry, fetch
  budget, allowance, allocation, stipend, fund, money, quota
  build, construct, built, construction, erect
  bus, tram, public transport
  buy, purchase, procure, order, acquire
  by post, by mail, postal
  calculate, compute, work out, determine
  call, dial, ring, phone
  call, name, term, known as, refer to, title
  cancel, call off, cancellation, withdraw, revoke
  car, vehicle, automobile
  carry over, carry forward, roll over, rollover, carryover, transfer, bring forward, move, take into, bring into
  cash, money
  cause, lead to, result, bring about, trigger
  chair, seat
  change, modify, edit, update, alter, adjust, amend, revise, switch, modification
  charity, donate, donation, charitable, nonprofit
  check, verify, review, inspect, examine, confirm, validate, look at, look over, go through, audit, monitor, control
  child, children, baby, newborn, kid
  choose, select, pick, decide, opt, choice, prefer
  christmas, holidays, year end
  city, town, municipality
  claim, expense claim, expense report, expense, expenses
  clean, tidy, wash, clear
  clean, washed, cleaned, tidy
  client, customer, buyer
  client, invoice, bill
  close, shut, lock, closed
  clothing, clothes, dress, outfit, attire, wear
  coffee, drink, beverage
  colleague, coworker, co worker, peer, team mate
  collect, pick up, fetch, gather, get
  combine, together, merge, join, jointly, along with
  company, firm, organization, organisation, business, employer, enterprise, corporation
  compare, contrast
  compensatory, in lieu, time off in lieu, compensate
  competitor, rival, competition
  complaint, grievance, complain
  complete, finish, do, conclude, carry out, pass, done, fill in, fill out, finalize, finalise, take
  confidential, secret, private, sensitive, non public
  confirm, acknowledge, verify, validate
  conflict of interest, conflicting interest
  conge, vacances
  connect, link, join, connection
  consent, agreement, permission, approval, agree
  consist, comprise, go through, made up, include, involve, composed
  contact, reach, get in touch, reach out, call, write to, speak to, talk to, turn to, email, consult, ask, message, address
  continue, keep, go on, carry on, remain
  contract, agreement, deal, terms
  contractor, freelancer, consultant, external worker
  contribute, subsidise, subsidize, contribution, subsidy, support, pay towards, add, top up
  coordinate, organise, organize, arrange, plan
  cost, price, expense, expenditure, spend, spending, charge, fee, outlay, rate
  count, class, classify, consider, treat, regard, rank, deem, fall under, categorise, categorize
  country, nation, nationwide, national
  country, state
  cover, pay for, fund, finance, sponsor, meet the cost, bear
  crash, fail, outage, break down, failure
  create, make, set up, build, produce, generate, add, establish, develop
  current, present, now, currently, today, at present, existing
  customer service, support team, customer support
  customer, consumer, shopper
  daily, per day, every day, each day, day, a day, once a day
  damaged, broken, faulty, defective, defect, damage
  dangerous, hazardous, risky, unsafe
  data, information, details, content, record, file
  deadline, due, due date, latest, no later than, by, cut off, until
  decide, determine, decision, choose, set, up to
  decrease, reduce, reduction, lower, drop, fall, decline, go down, cut
  deduct, take off, subtract, withhold, taken off, dock
  delay, late, postpone, push back
  delete, remove, erase, destroy, wipe, get rid, clear, dispose, take away, take down, purge
  demande, demander, requete, poser
  department, team, unit, division, group, section
  depend, based on, according, depends, depending, basis, tied
  deposit, down payment
  desk, workstation, workplace, seat
  device, equipment, hardware, machine, gear, kit
  diary, calendar
  die, death, dead, pass away, killed
  different, other, another, distinct, differ, vary, depend
  director, executive, head
  disable, turn off, switch off, deactivate, disabled, turned off, switched off
  disabled, disability
  discard, throw away, dispose, bin, get rid, shred, destroy
  discrimination, unequal treatment
  discuss, talk, speak, consult, conversation
  dismiss, terminate, termination, let go, fire, end
  disposer, droit, avoir, beneficier, recevoir
  doctor, physician, medical, medical certificate, doctor note, sick note, certificate
  document, file, paper, record, documentation
  dollar, usd
  domestic, national, within the country, inland
  door, entrance, gate, entry
  double, twice, two times
  during, while, within, throughout, in, over
  einreichen, beantragen, stellen, abgeben
  einreichen, eingereicht, abgeben, vorlegen
  email, e mail, mail
  emergency, urgent, urgency, emergencies
  empleado, trabajador, personal
  employee, person, people, individual, team, member, hire
  employee, staff, personnel, worker, workforce, colleague, team member, staff member, teammate, people who work here, workers
  enable, turn on, switch on, activate, enabled
  encrypt, encryption, encrypted
  end of the year, year end, december
  end, finish, stop, cease, terminate, close, until, conclude, expire
  entitle, eligible, entitlement, qualify, right, receive, get, able, eligibility, available, have, given
  erlaubt, gestattet, durfen, darf, moglich, zulassig, genehmigt
  erstatten, ubernehmen, zahlen, bezahlt
  escalate, escalation, pass on, forward, refer
  estimate, guess, approximate
  euro, eur
  evacuate, evacuation, leave the building, exit
  evaluate, assess, rate, judge, review
  exceed, above, over, more than, greater than, beyond, higher than, more, surpass, upwards
  except, unless, other than, apart from, excluding, but not, with the exception, exception, save, besides, exempt
  exchange, replace, swap
  exit, door, way out
  expect, anticipate, supposed
  experience, seniority, tenure, service
  expire, lapse, forfeit, lose, lost, run out, void, expiry, expiration, become invalid, no longer valid
  explain, describe, set out, outline, detail, lay out, define, specify
  extend, extension, prolong, lengthen
  extinguisher, fire extinguisher
  extra, additional, further, more, another, added, supplementary, on top
  faulty, defective, broken, damaged
  feedback, comment, opinion, input
  file, document, folder
  fill in, fill out, complete, form
  film, shot, filmed, shoot
  finance, accounting, accounts, finance department, finance team
  find, locate, look up, search, available, located
  finish, over, end, complete
  fire, blaze
  first aid, medical help
  first day, day one, start date, joining, start, date of joining, hire date, date of hire
  fiscal year, financial year, business year
  fix, repair, solve, resolve, remedy, sort out
  flight, fly, plane, air travel, airfare
  following year, next year, subsequent year
  forbid, prohibit, ban, disallow, bar, not allowed, not permitted, off limits, prohibition, forbidden, must not
  form, template, sheet, document, questionnaire
  fortnight, two weeks, biweekly, every two weeks
  forward, pass on, redirect, relay, send on
  found, establish, set up, create
  free, free of charge, no cost, no charge, complimentary, without charge, gratis, without cost, at no extra cost
  full time, fulltime
  genehmigen, zustimmen, genehmigung, erlauben, freigeben
  gift, present
  give, grant, award, offer, provide, hand, receive, get, assign, issue
  go up, increase, raise, rise
  go, visit, attend, travel
  goal, objective, target, aim
  grant, give, allow, approve
  guide, manual, handbook, documentation, instruction
  gym, fitness, sport, exercise, fitness club
  half, 50 percent, fifty percent, one half, halve
  hang, mounted, located, placed
  harassment, bullying
  headset, headphones
  helmet, hard hat
  help, support, assist, assistance, aid, care
  high, elevated
  hire, recruit, employ, engage
  hotel, lodging, accommodation, overnight stay, night, stay
  hourly, per hour, hour
  hours, time, schedule, working hours, opening hours
  human resources, hr, people team, people operations, people ops, personnel department, hr department, hr team
  if, when, provided, where, in case, as long as, should, whenever, case, event
  immediately, right away, at once, straight away, as soon as possible, promptly, without delay, instantly, asap, same day
  important, essential, crucial, critical, key, vital
  in person, face to face, personally
  inbox, mailbox
  include, contain, cover, comprise, consist, comprised, encompass, come with, part of
  increase, raise, rise, grow, go up, higher, growth, climb
  information technology, it department, it team, it support, helpdesk, help desk, service desk
  injury, wound, hurt, injured
  install, set up, setup, configure, deploy
  insurance, insured, coverage, cover, insure
  interest, late fee
  intern, trainee, apprentice, student worker
  internet, web, online, network
  interview, candidate, applicant
  interview, talk, conversation
  job, opening, position, vacancy, role, post, job opening`;
