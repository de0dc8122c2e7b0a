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
  break | pause | pause | pausa, descanso
  authority | behorde, aufsichtsbehorde | autorite | autoridad
  notify, inform, report | melden, benachrichtigen, informieren, mitteilen, gemeldet | notifier, informer, prevenir, signaler | notificar, informar, avisar, comunicar
  deadline, within, period, time limit | frist, innerhalb, binnen | delai, dans | plazo, dentro
  unless, except | ausser, sofern nicht, es sei denn | sauf, hormis | salvo, excepto
  unlikely, improbable | unwahrscheinlich | improbable | improbable
  risk | risiko, gefahr | risque | riesgo
  person, people | person, personen, leute, menschen | personne, gens | persona, gente
  write, author | schreiben, schreibt, geschrieben, verfassen | rediger, redige, ecrire, ecrit | escribir, escribe, redactar
  duty, on call | bereitschaft, dienst, dienstbereit | garde, astreinte, service | guardia, turno
  status | status, stand, zustand | statut, etat | estado
  engineer | ingenieur, ingenieurin, entwickler | ingenieur | ingeniero
  value, worth | wert, wertes | valeur | valor
  charge, bill, invoice | berechnen, berechnet, rechnung | facturer, facture | cobrar, factura, cargo
  unattended | unbeaufsichtigt | sans surveillance | desatendido, sin vigilancia
  car | auto, wagen, fahrzeug | voiture, vehicule | coche, auto, vehiculo
  lend, lent | verleihen, verliehen, leihen | preter, prete | prestar, prestado
  loss, lost, lose | verlust, verloren, verlieren | perte, perdu, perdre | perdida, perdido, perder
  theft, stolen | diebstahl, gestohlen | vol, vole | robo, robado
  device, equipment | gerat, gerate, ausstattung | appareil, materiel, equipement | dispositivo, equipo
  customer, client | kunde, kundin, kunden | client, clientele | cliente
  supplier, vendor | lieferant, lieferanten | fournisseur | proveedor
  contract, agreement | vertrag, vertrage | contrat | contrato
  price, cost | preis, preise | prix, tarif | precio, tarifa
  data, personal data | daten, personenbezogen | donnees | datos
  breach, incident | datenpanne, vorfall, verletzung | violation, incident, fuite | brecha, incidente, violacion
  delete, erase | loschen, geloscht | supprimer, supprime, effacer | borrar, eliminar, suprimir
  backup, restore | sicherung, wiederherstellen, wiederhergestellt | sauvegarde, restaurer | copia, restaurar
  meeting | besprechung, sitzung, termin | reunion | reunion
  office | buro, standort | bureau, bureaux | oficina
  visitor, guest | besucher, gast, gaste | visiteur, invite | visitante, invitado
  door, access, key | tur, zugang, zutritt, schlussel | porte, acces, cle, badge | puerta, acceso, llave
  training, course | schulung, kurs, weiterbildung, fortbildung | formation, cours | formacion, curso
  review, check | prufung, prufen, gepruft, uberprufung | revue, examen, verifier, verifie | revision, revisar, comprobar
  need, require, necessary | notig, erforderlich, benotigen, brauchen, braucht | necessaire, besoin, exiger, exige | necesario, necesitar, requiere
  allow, may, possible | erlaubt, gestattet, moglich, zulassig | autorise, permis, possible | permitido, autorizado, posible
  refuse, reject | ablehnen, abgelehnt, verweigern | refuser, refuse, rejeter | rechazar, rechazado, denegar
  keep, retain | aufbewahren, aufbewahrt, behalten, gespeichert | conserver, conserve, garder | conservar, guardar
  most, at most, up to | hochstens, maximal, bis zu | maximum, au plus, jusqu | maximo, como maximo, hasta
  at least, minimum | mindestens, wenigstens | au moins, minimum | al menos, minimo
  engineer, technician | techniker | technicien | tecnico
  decide, decision | entscheiden, entscheidet, entscheidung | decider, decision | decidir, decision
  answer, reply, respond | antworten, antwort, antwortet, beantworten | repondre, reponse | responder, respuesta
  use | nutzen, benutzen, verwenden, nutzung | utiliser, utilise | usar, utilizar, disfrutar
  start, begin | beginn, beginnen, anfangen, beginnt | debut, commencer | inicio, empezar, comenzar
  end, finish | ende, enden, endet | fin, finir, terminer | fin, terminar, acabar
  lead, head | leiter, leitung, leitet | responsable, chef | responsable, jefe
  germany, german, de_ | deutschland, deutsch, deutsche | allemagne, allemand | alemania, aleman
  netherlands, dutch, holland, nl_ | niederlande, niederlandisch | pays bas | paises bajos
  france, french, fr_ | frankreich, franzosisch | francais | francia, frances
  spain, spanish, es_ | spanien, spanisch | espagne, espagnol | espana, espanol
  portugal, portuguese, pt_; belgium, belgian, be_; austria, austrian, at_ | osterreich | autriche
  switzerland, swiss, ch_ | schweiz | suisse | suiza; italy, italian, it_; ireland, irish, ie_
  canada, canadian, ca_ | kanada; poland, polish, pl_; britain, british, gb_, uk_, united kingdom
  united states, american, america, us_, usa | vereinigte staaten | etats unis | estados unidos`;
