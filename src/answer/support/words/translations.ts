// What handbooks are about, in English, German, French and Spanish: enough to see whether an answer
// in one language speaks of what a passage in another one says. Names and figures need no entry.
export const TRANSLATIONS = `
  employee, staff | mitarbeiter, mitarbeiterin, mitarbeitende, beschaftigte, angestellte, arbeitnehmer, personal | employe, salarie, collaborateur, personnel | empleado, empleada, trabajador, plantilla
  vacation, leave, holiday, pto, day off | urlaub, urlaubstag, urlaubstage, ferien, freistellung | conge, vacances | vacaciones, permiso, baja
  day | tag, tage, tagen, tages | jour, journee | dia
  week | woche, wochen, wochentlich | semaine, hebdomadaire | semana, semanal
  month, monthly | monat, monate, monaten, monatlich | mois, mensuel | mes, mensual
  year, annual, yearly | jahr, jahre, jahren, jahrlich, kalenderjahr | an, annee, annuel | ano, anual
  hour | stunde, stunden | heure | hora
  minute | minute, minuten | minute | minuto
  full time | vollzeit | temps plein | jornada completa, tiempo completo
  part time | teilzeit | temps partiel | jornada parcial, tiempo parcial
  weekend | wochenende | week end | fin de semana
  manager, supervisor, team lead | vorgesetzte, vorgesetzter, fuhrungskraft, teamleitung, teamleiter, abteilungsleiter | responsable, superieur, chef, manager | responsable, supervisor, jefe, gerente
  company, employer | unternehmen, firma, betrieb, arbeitgeber | entreprise, societe, employeur | empresa, compania
  department, team | abteilung, bereich, team | service, equipe, departement | departamento, equipo
  salary, pay, wage | gehalt, lohn, vergutung, bezahlung, gehaltsabrechnung | salaire, remuneration, paie | salario, sueldo, nomina
  pay, paid | zahlen, bezahlt, bezahlen, gezahlt, ausgezahlt, auszahlung | payer, paye, verse | pagar, pagado, paga, abonar
  bonus | bonus, pramie, zulage | prime, bonus | bono, bonificacion, prima
  sick, illness | krank, krankheit, erkrankung, krankmeldung, arbeitsunfahig | malade, maladie | enfermo, enfermedad, enferma
  certificate, doctor | bescheinigung, attest, arzt, arztliche, arztlich | certificat, medecin, medical | certificado, medico, justificante
  request, apply, application | antrag, beantragen, anfrage, antrage, beantragt | demande, demander | solicitud, solicitar, solicite
  approve, approval | genehmigung, genehmigen, genehmigt, zustimmung, freigabe | approbation, approuver, validation, accord, valide | aprobacion, aprobar, aprobado, autorizacion
  submit, hand in | einreichen, eingereicht, abgeben, stellen | soumettre, deposer, transmettre | presentar, enviar, entregar
  send | senden, schicken, geschickt | envoyer, envoye | enviar, mandar
  before, ahead | vorher, voraus, vor | avant, prealable | antelacion, antes
  expense, cost | kosten, ausgabe, spesen, auslagen, aufwand | frais, depense, cout | gasto, coste, costo
  reimburse, refund | erstatten, erstattet, erstattung, ruckerstattung, ubernommen | rembourser, rembourse, remboursement | reembolsar, reembolso, reembolsa
  travel, trip | reise, dienstreise, geschaftsreise, reisekosten | voyage, deplacement | viaje, viajar, desplazamiento
  receipt, invoice | beleg, quittung, rechnung | recu, facture, justificatif | recibo, factura
  hotel, night | hotel, ubernachtung, unterkunft, nacht | hotel, nuit, nuitee | hotel, noche
  meal, food, dinner | essen, mahlzeit, verpflegung, abendessen | repas, diner | comida, cena
  flight, fly | flug, fluge, fliegen | vol, avion | vuelo, avion
  train | zug, bahn | train | tren
  book, reserve | buchen, gebucht, reservieren, buchung | reserver, reservation, reserve | reservar, reserva
  work | arbeiten, arbeit, arbeitet | travailler, travail | trabajar, trabajo
  home office, remote, work from home | homeoffice, heimarbeit, telearbeit, mobiles | teletravail, distance | teletrabajo, remoto
  office | buro, standort, geschaftsstelle | bureau | oficina
  abroad | ausland | etranger | extranjero
  contract, agreement | vertrag, vereinbarung, arbeitsvertrag | contrat, accord | contrato, acuerdo
  notice, notice period, terminate | kundigung, kundigungsfrist, kundigen | preavis, resiliation | preaviso, despido
  probation | probezeit | essai | prueba
  training, course | schulung, weiterbildung, fortbildung, kurs | formation, cours | formacion, curso
  password | passwort, kennwort, passworter | mot de passe | contrasena
  account | konto, benutzerkonto | compte | cuenta
  computer, laptop | rechner, laptop, notebook | ordinateur | ordenador, portatil, computadora
  device | gerat, gerate | appareil, dispositif | dispositivo, aparato
  data | daten | donnee | dato
  security, safe | sicherheit, sicher | securite | seguridad
  report, notify, inform | melden, gemeldet, informieren, mitteilen, bescheid | signaler, informer, prevenir | informar, avisar, notificar
  lost, loss, lose | verloren, verlust, verlieren, verfallen, verfallt | perdu, perte, perdre | perdido, perdida, pierden
  stolen, theft | gestohlen, diebstahl | vole | robado, robo
  change | andern, anderung, geandert, wechseln | changer, modification, modifier | cambiar, cambio
  use | nutzen, benutzen, verwenden, nutzung, verwendet | utiliser, utilisation, utilise | usar, utilizar, uso
  share | teilen, weitergeben | partager | compartir
  customer, client | kunde, kunden | client | cliente
  support, help | hilfe, unterstutzung | aide, assistance | ayuda, soporte, asistencia
  ticket | ticket, anfrage | ticket | ticket, incidencia
  document, form | dokument, formular, unterlage | document, formulaire | documento, formulario
  policy, rule | richtlinie, regel, regelung | politique, regle | politica, norma
  meeting | besprechung, sitzung, meeting | reunion | reunion
  room | raum, zimmer, besprechungsraum | salle | sala
  visitor, guest | besucher, gast, gaste | visiteur, invite | visitante, invitado
  open, opening | offnet, offnen, geoffnet, offnungszeiten | ouvrir, ouvert, ouverture | abrir, abierto, apertura
  close, closed | schliesst, geschlossen, schliessen | fermer, ferme | cerrar, cerrado
  parental leave, parental | elternzeit, mutterschutz | parental, maternite, paternite | parental, maternidad, paternidad
  child, birth | kind, kinder, geburt | enfant, naissance | hijo, nino, nacimiento
  insurance | versicherung | assurance | seguro
  pension, retirement | rente, altersvorsorge, betriebsrente | retraite | pension, jubilacion
  budget | budget | budget | presupuesto
  limit, maximum | grenze, limit, hochstens, maximal, obergrenze | limite, plafond, maximum | limite, maximo
  minimum, at least | mindestens, mindest | minimum, au moins | minimo, al menos
  carry over | ubertragen, ubertragung, mitnehmen | reporter, report | trasladar, acumular, arrastrar
  unused, remaining | resturlaub, restlich, ubrig | restant, non pris | restante, no utilizado
  expire | verfallen, ablaufen, verfallt | expirer, expire | caducar, vencer, caducan
  free | kostenlos, gratis, frei | gratuit | gratuito, gratis
  new | neu, neue, neuen | nouveau, nouvelle | nuevo, nueva
  first | erste, ersten, erster | premier, premiere | primero, primer, primera
  last, final | letzte, letzten | dernier, derniere | ultimo, ultima
  question | frage | question | pregunta
  problem, issue | problem, storung | probleme, incident | problema, incidencia
  phone, call | telefon, anrufen, telefonisch | telephone, appeler | telefono, llamar
  address | adresse, anschrift | adresse | direccion
  personal, private | privat, personlich | personnel, prive | personal, privado
  receive, entitled, get | erhalten, bekommen, anspruch | recevoir, droit | recibir, derecho
  need, required, must | erforderlich, benotigen, notwendig, verpflichtend | necessaire, obligatoire, requis | necesario, obligatorio, requerir
  allowed, possible | erlaubt, moglich, gestattet | autorise, possible, permis | permitido, posible
  forbidden | verboten, untersagt | interdit | prohibido
  two | zwei | deux | dos
  start, begin | beginn, beginnen, beginnt, anfang | debut, commencer | inicio, comenzar, empezar
  end | ende, enden, endet | fin, terminer | fin, terminar, finalizar
  store, save, keep | speichern, aufbewahren, gespeichert | conserver, stocker | guardar, conservar, almacenar
  delete | loschen, geloscht | supprimer | eliminar, borrar
  page, website | seite, webseite | page, site | pagina, sitio
  language | sprache | langue | idioma
  access | zugang, zugriff | acces | acceso
  project | projekt | projet | proyecto
  review | prufung, uberprufung, prufen | revue, examen, verifier | revision, revisar
  team | team, mannschaft | equipe | equipo
  time | zeit, arbeitszeit | temps | tiempo
  overtime | uberstunde, uberstunden | heures supplementaires | horas extra
  break | pause | pause | pausa, descanso`;
