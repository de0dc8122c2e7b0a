/** Groups that begin with A to J; see `paraphrases.ts`. */
export const PARAPHRASES_A_TO_J = `
  about, approximately, around, roughly, circa, some
  abroad, overseas, foreign, international, another country, outside the country
  absent, away, not present, miss; accept, take, receive, agree
  accident, damage, crash, collision; accident, injury, injured, hurt
  accompany, stay with, escort, go with; account, profile
  add, include, attach, enclose, append, put; administrator, admin
  affect, influence, impact, linked, depend, tied, link, connected
  after, following, once, upon, afterwards, as soon as, later, when, since, from
  afternoon, pm; age, old; age, older, old, aged
  agent, staff, employee, representative, rep
  agree, arrange, settle, coordinate, consult
  ahead, in advance, before, prior, beforehand
  all, every, each, any, entire, whole, full, everyone, everything
  allow, enable, let, make possible, help
  allow, permit, may, can, let, able, possible, possibility, enable, authorize, permissible, option
  alternative, instead, other, replacement, rather
  always, every time, at all times, all times, whenever, any time
  amount, sum, total, value; announce, inform, notify, tell, let know
  annual, yearly, annually, per year, every year, each year, year, once a year, a year, per annum, calendar year, twelve month
  anonymous, anonymously, without name, confidentially
  apologise, apologize, say sorry, apology, sorry
  appeal, contest, challenge, dispute; appear, feature, star, play
  approve, approval, authorize, authorise, authorization, sign off, permission, consent, agree, okay, green light, clearance, agreement, go ahead, confirm, confirmation, clear, grant, accept
  around the clock, day and night, 24 hours, 24 7, at any time, at all hours
  arrive, made, come, reach; assemble, gather, meet, assembly
  attach, enclose, append, accompany, include; attachment, attached file
  attend, be present, join, take part, go to
  auszahlen, auszahlung, bezahlen, vergutet; author, write, writer
  automatically, automatic, by itself, automated
  autorise, permis, possible, peut; avoid, refrain, do not
  backup, back up, copy, backed up
  badge, card, pass, key card, access card, id card, keycard, access badge
  because, since, due to, as, reason, therefore, so, owing
  before, prior, in advance, advance, ahead, beforehand, ahead of, earlier, until, preceding, up front
  begin, origin, originate, derive, come from, stem
  beginning, start, outset
  below, under, less than, fewer than, lower than, less, fewer, lower
  benefit, perk, advantage
  beside, next to, near, by, close to, adjacent; bicycle, bike, cycling
  big, large, great, major, significant, sizeable
  bonus, reward, incentive, award
  bonus, reward, receive, referral bonus
  book, reserve, reservation, booking, arrange; born, birth
  break, pause, rest; bribe, bribery, corruption
  bring, take, carry, fetch
  budget, allowance, allocation, stipend, fund, money, quota
  build, construct, built, construction, erect
  bus, tram, public transport; buy, purchase, procure, order, acquire
  by post, by mail, postal; calculate, compute, work out, determine
  call, dial, ring, phone; call, name, term, known as, refer to, title
  cancel, call off, cancellation, withdraw, revoke
  car, vehicle, automobile
  carry over, carry forward, roll over, rollover, carryover, transfer, bring forward, move, take into, bring into
  cash, money; cause, lead to, result, bring about, trigger; chair, seat
  change, modify, edit, update, alter, adjust, amend, revise, switch, modification
  charity, donate, donation, charitable, nonprofit
  check, verify, review, inspect, examine, confirm, validate, look at, look over, go through, audit, monitor, control
  child, children, baby, newborn, kid
  choose, select, pick, decide, opt, choice, prefer
  christmas, holidays, year end; city, town, municipality
  claim, expense claim, expense report, expense, expenses
  clean, tidy, wash, clear; clean, washed, cleaned, tidy
  client, customer, buyer; client, invoice, bill
  close, shut, lock, closed
  clothing, clothes, dress, outfit, attire, wear
  coffee, drink, beverage
  colleague, coworker, co worker, peer, team mate
  collect, pick up, fetch, gather, get
  combine, together, merge, join, jointly, along with
  company, firm, organization, organisation, business, employer, enterprise, corporation
  compare, contrast; compensatory, in lieu, time off in lieu, compensate
  competitor, rival, competition; complaint, grievance, complain
  complete, finish, do, conclude, carry out, pass, done, fill in, fill out, finalize, finalise, take
  confidential, secret, private, sensitive, non public
  confirm, acknowledge, verify, validate
  conflict of interest, conflicting interest; conge, vacances
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
  country, nation, nationwide, national; country, state
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
  deposit, down payment; desk, workstation, workplace, seat
  device, equipment, hardware, machine, gear, kit; diary, calendar
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
  document, file, paper, record, documentation; dollar, usd
  domestic, national, within the country, inland
  door, entrance, gate, entry; double, twice, two times
  during, while, within, throughout, in, over
  einreichen, beantragen, stellen, abgeben
  einreichen, eingereicht, abgeben, vorlegen; email, e mail, mail
  emergency, urgent, urgency, emergencies
  empleado, trabajador, personal
  employee, person, people, individual, team, member, hire
  employee, staff, personnel, worker, workforce, colleague, team member, staff member, teammate, people who work here, workers
  enable, turn on, switch on, activate, enabled
  encrypt, encryption, encrypted; end of the year, year end, december
  end, finish, stop, cease, terminate, close, until, conclude, expire
  entitle, eligible, entitlement, qualify, right, receive, get, able, eligibility, available, have, given
  erlaubt, gestattet, durfen, darf, moglich, zulassig, genehmigt
  erstatten, ubernehmen, zahlen, bezahlt
  escalate, escalation, pass on, forward, refer
  estimate, guess, approximate; euro, eur
  evacuate, evacuation, leave the building, exit
  evaluate, assess, rate, judge, review
  exceed, above, over, more than, greater than, beyond, higher than, more, surpass, upwards
  except, unless, other than, apart from, excluding, but not, with the exception, exception, save, besides, exempt
  exchange, replace, swap; exit, door, way out
  expect, anticipate, supposed; experience, seniority, tenure, service
  expire, lapse, forfeit, lose, lost, run out, void, expiry, expiration, become invalid, no longer valid
  explain, describe, set out, outline, detail, lay out, define, specify
  extend, extension, prolong, lengthen; extinguisher, fire extinguisher
  extra, additional, further, more, another, added, supplementary, on top
  faulty, defective, broken, damaged; feedback, comment, opinion, input
  file, document, folder; fill in, fill out, complete, form
  film, shot, filmed, shoot
  finance, accounting, accounts, finance department, finance team
  find, locate, look up, search, available, located
  finish, over, end, complete; fire, blaze; first aid, medical help
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
  genehmigen, zustimmen, genehmigung, erlauben, freigeben; gift, present
  give, grant, award, offer, provide, hand, receive, get, assign, issue
  go up, increase, raise, rise; go, visit, attend, travel
  goal, objective, target, aim; grant, give, allow, approve
  guide, manual, handbook, documentation, instruction
  gym, fitness, sport, exercise, fitness club
  half, 50 percent, fifty percent, one half, halve
  hang, mounted, located, placed; harassment, bullying
  headset, headphones; helmet, hard hat
  help, support, assist, assistance, aid, care; high, elevated
  hire, recruit, employ, engage
  hotel, lodging, accommodation, overnight stay, night, stay
  hourly, per hour, hour
  hours, time, schedule, working hours, opening hours
  human resources, hr, people team, people operations, people ops, personnel department, hr department, hr team
  if, when, provided, where, in case, as long as, should, whenever, case, event
  immediately, right away, at once, straight away, as soon as possible, promptly, without delay, instantly, asap, same day
  important, essential, crucial, critical, key, vital
  in person, face to face, personally; inbox, mailbox
  include, contain, cover, comprise, consist, comprised, encompass, come with, part of
  increase, raise, rise, grow, go up, higher, growth, climb
  information technology, it department, it team, it support, helpdesk, help desk, service desk
  injury, wound, hurt, injured
  install, set up, setup, configure, deploy
  insurance, insured, coverage, cover, insure; interest, late fee
  intern, trainee, apprentice, student worker
  internet, web, online, network; interview, candidate, applicant
  interview, talk, conversation
  job, opening, position, vacancy, role, post, job opening
  aid, assist, assistance, help, support, stand by
  alert, alarm, page, warning, notification
  allowance, budget, stipend, subsidy, lump sum, contribution
  answer, reply, respond, response, get back; apology, regret, sorry
  ask, request, invite, call for, solicit; assign, allocate, designate, appoint, name
  at once, immediately, right away, straight away, instantly, without delay, on the spot, forthwith
  author, write, written by, draft, compose
  block, shut out, lock out, lock, ban, bar, suspend, cut off, freeze
  by itself, itself, automatic, automatically, on its own, unprompted, self acting
  by yourself, yourself, on your own, oneself, themselves, unaided
  cause, trigger, set off, kick off, initiate, prompt, lead to, bring about, result in, launch, start
  charge, fee, cost, price, rate, bill, surcharge, levy
  claim, request, application, demand, entitlement
  clear, delete, remove, erase, wipe, purge, take down, dispose
  compulsory, mandatory, obligatory, required, must, necessary, no way around
  consent, agree, agreement, approval, permission, say so, okay, green light
  consent, agree, permission; count, include, add up, sum; damage, harm, break, destroy
  deadline, due date, cut off, time limit, last day, latest
  decide, choose, opt, pick, determine, at discretion, up to you, settle
  declare, report, disclose, state, tell; denial, refusal, rejection
  depart, leave, quit, resign, departure, exit, move on, offboarding
  disregard, ignore, neglect, overlook, pay no attention; downgrade, lower, reduce, step down
  duplicate, copy, double, twice; during, while, in the course of, throughout, when, within
  duty, on call, on duty, in charge, responsible, lead; earlier, sooner, before, early
  employer, company, firm, business; error, fault, failure, defect, bug, mistake, problem
  exceed, more than, over, above, beyond, limit, go past, cap, maximum, depass, limite
  expire, lapse, forfeit, run out, lose, lost, end, void, no longer valid, perish
  extend, include, stretch, reach, span, comprise, cover; extend, prolong, longer, lengthen, renew
  face to face, in person, personally, physically
  fall, drop, sink, decrease, decline, go down, dip; first, initial, to begin with, opening
  free, no charge, at no cost, gratis, costless, complimentary, without charge, no fee
  free to, may, can, allowed, at liberty, welcome; give back, return, hand back, bring back
  hand in, submit, give in, turn in, file, send in, lodge
  hear, learn, find out, become aware, notice, discover, know
  identity document, id, passport, identification; acquire, obtain, get, procure, secure
  appraisal, evaluation, assessment, review, evaluated, rated, judged
  apply from, take effect, come into force, effective, start, kick in, valid from
  ask, consult, check with, talk to, speak to, run past; assume, take over, bear, carry, pay
  asset, equipment, device, hardware, gear, kit; at weekends, weekend, saturday sunday
  be over, end, finish, conclude, close; boss, manager, supervisor, line manager, superior
  call off, cancel, drop, withdraw, scrap
  capped, limited, maximum, up to, at most, limit, ceiling
  colleague, coworker, teammate, peer, fellow employee; complete, fill in, fill out
  contact, reach, get in touch, write to, turn to, approach, message; customer, client, user
  defer, postpone, delay, put off, push back; deploy, release, ship, roll out, go live, publish
  destroy, shred, dispose, erase; double, twice, two times
  ease, gradual, gradually, step by step, little by little; employ, hire, take on, recruit
  evaluation, evaluate, assess, assessment, appraisal
  examine, look into, investigate, check, study; expense, cost, spending, outlay
  fail, unsuccessful, not work, break down; gather, collect, pick up, fetch
  guarantee, promise, assure, commit; handle, deal with, process, take care, treat, look after
  hold, keep, store, retain, maintain; house, flat, accommodation, lodging, hotel, home
  in writing, by email, written; injury, hurt, accident; install, set up, put in`;
