interface Span {
  start: number;
  end: number;
}

/** Words, and numbers of what it is for, between a code and what it is. */
const OF = String.raw`(?:[\s-](?!(?:and|or|but|und|oder|et|ou|mais|y|pero|ma|en)\s)(?:[\p{L}][\p{L}'’./-]{0,24}|[\d.-]{1,8})|\s\([^()\n]{1,30}\)){0,10}?`;
const NEAR = String.raw`(?:\s(?!(?:and|or|und|oder|et|ou|y|o|e|room|raum|zimmer|floor|etage|port|ext|extension|durchwahl|ticket|after|within|in|at|min|max|with|has|must|from|to|until|version)\s)\p{L}[\p{L}'’.-]{0,20}){0,3}?`;
const IS = String.raw`(?:\s(?:(?:ist |is |are )?(?:now|jetzt|still|noch)|is|was|are|ist|war|sind|lautet|(?:y )?est|es|son|sont|era|è|sono|é|são|foi|zijn|luidt|to|är|er|on|jest|je|это|adalah|là)\s|\s?[:=：]\s?|\s?(?:は|是|为|為|는|은)\s?)`;
const NUMBER = String.raw`["'“„(*]{0,2}((?:[A-Z](?=\d{3}))?\d{3,8}(?:[ -]\d{3,5})?(?:[#*]|[A-Z](?!\p{L}))?)(?![\p{L}\p{N}%€$£]|[.,:/]\p{N}|\s(?:m?[vVwWaA]|ms|sec\p{L}*|sek\p{L}*|seg\p{L}*|сек\p{L}*|мин\p{L}*|minut\p{L}*|hodin|godz\p{L}*|jours?|días?|giorni|dias|dagen|dni|дней|s|mm|cm|kg|g|€|eur|usd|minutes?|minuten|hours?|days?|tage|stunden|times|mal|digits?|stellen|stellig\p{L}*|chiffres?|cifras?|dígitos|cifre|cijfers?|cyfr\p{L}*|цифр\p{L}*|attempts?|tries|versuche?|essais|intentos|tentativ\p{L}|pogingen|prób\p{L}?|characters?|zeichen|users?|items?)(?!\p{L}))`;
const PIN =
  "pin(?:[ -]?(?:code|nummer|number|kode))?|pincode|codice pin|code pin|código pin|kod pin|пин-?код|puk(?:[ -]?code)?|passcode";
/** Worth something once, by a message, a list or a device. */
const ONCE =
  "host[ -]?key|(?:service|wartungs|bedien|panel)[ -]?code|(?:s?[mi]?tan|m?otp|totp|mfa|2fa|sms|einmal|best[aä]tigungs|verifi[ck]\\p{L}{0,10}|freigabe)[ -]?(?:code|kode|kod|kodu|pin|passcode|passwor[dt]|kennwort|nummer|number)|m?otp|s?[mi]tan|one[ -]time (?:code|pass(?:word|code)|pin)|(?:codice|código|code|kod|kode|codi) (?:otp|sms|unique|temporal|temporaneo|temporaneo|provisoire|à usage unique|de un solo uso|de uso único|jednorazow[ya]|monouso|usa e getta)|контрольный код|одноразов\\p{L}{2,3} (?:код|пароль)|код из (?:смс|sms)|tek kullanımlık (?:kod|şifre)|eenmalige code|engångskod|engangskode|kertakäyttökoodi|jednorázový kód|ワンタイム(?:パスワード|コード)|一次性(?:密码|验证码)|일회용 ?(?:비밀번호|코드)";
/** On the back of a card. */
const CARD =
  "cvv2?|cvc2?|cvn|cryptogramme(?: visuel)?|(?:karten)?prüf(?:ziffer|nummer)|sicherheitscode|security (?:code|number)|card (?:verification|security) (?:code|number|value)|c[óo]d(?:igo|\\.)? (?:de )?seguri(?:dad|dade)|código de segurança|codice di sicurezza|code de sécurité|beveiligingscode|kod (?:cvv|cvc|zabezpieczający|bezpieczeństwa)|güvenlik kodu|код безопасности|säkerhetskod|sikkerhetskode|sikkerhedskode|セキュリティコード|安全码|보안 ?코드";
/** Whatever is opened with one, not what ends with one. */
const OPENED =
  "(?:ack|acknowledg|reset|silenc|confirm|activat|cancel|unlock|open|disarm|enter|arm(?:ed)?(?= )|panel|keypad|lock|door|gate|safe|quittier|entsperr|öffn|tür|tor|schloss|eingeb|ouvr|déverrouill|porte|portail|coffre|abr|puerta|desbloque|apri|apr[eo]|sblocc|porta|otw|drzwi|ontgrendel|deur|kluis|öppna|låses|åbn|откр|двер)";
/** What a code opens: any other has a number too. */
const OPENS =
  "alarms?|alarm\\p{L}{0,10}|burglar|doors?|front|gates?|safe|vault|lock(?:er|box)?|lock ?box|key ?(?:box|safe|pad)|building|garage|entrance|entry|lift|elevator|barrier|shed|warehouse|office|store ?room|server ?room|cabinet|cupboard|padlock|intercom|bike|parking|car ?park|toilets?|tablet|phone|voicemail|terminal|t[uü]r(?:e|schloss)?|haust[uü]r|tor|tresor|safes|schloss|schlüssel(?:kasten|tresor|fach|box|safe)|(?:post|schließ)fach|alarmanlage|einfahrt|eingang|tiefgarage|schranke|schrank|spind|aufzug|lager|porte|portail|alarme|coffre(?:-fort)?|cadenas|immeuble|entrée|interphone|parking|digicode|clavier|keypad|tastenfeld|tastatur|teclado|tastierino|boîte à clés|puerta|portal|alarma|caja fuerte|candado|garaje|edificio|entrada|porta|portone|cancello|allarme|cassaforte|lucchetto|ingresso|garagem|cofre|cadeado|portão|prédio|deur|voordeur|poort|kluis|slot|hek|sleutelkast|slagboom|gebouw|drzwi|szafk\\p{L}|skrzyn\\p{L}{1,3}|furtk\\p{L}|bramy?|alarmu|sejfu|domofonu?|kłódki|dør(?:en|a)?|dörr(?:en)?|port(?:en)?|larm(?:et)?|kassaskåp(?:et)?|двери|сейфа|домофона|сигнализации|ворот";
const CODE =
  "code|codes|codice|código|codigo|kod|kode|kodu|koden|koodi|код|combination|kombination|combinaison|combinación|combinazione";
/** What else has a code */
const NO_DOOR =
  "discount|rebate|voucher|job|build|run|error|exit|project|product|article|order|item|countr|city|town|region|state|department|paid|payment|refund|booking|customer|account|currency|language|fehler|artikel|auftrag|projekt|produ[ck]t|prodotto|produit|pays|país|paese|erreur|errore|erro|land|kraju|stad|response|request|status|success|failure|vat|tax|test|branch|release";
const OTHER =
  "(?<!(?:error|exit|status|return|response|zip|postal|post|country|area|dial(?:ling|ing)?|cost|product|item|article|order|tax|account|project|department|booking|sku|qr|source|reason|language|currency|discount|promo|coupon|fault|stop|http|sort|bank|swift|hs|commodity|material|reference|customer|fehler|artikel|unit|event|trouble|codice|colou?r)[ -])";
/** Speaks of what such a code opens. */
const AT_A_DOOR =
  /(?<!\p{L})(?:(?:front|back|side|main)?[ -]?doors?|gates?|key ?(?:box|safe|pad)|lock(?:er|box)?s?|padlocks?|intercom|(?:\p{L}{2,12})?t[uü]r(?:e|en|schloss|codes?)?|tor|schloss|schlösser|schlüssel(?:kasten|tresor|safe|box)|schranke|portes?|portail|cadenas|interphone|digicode|serrure|puertas?|candado|cerradura|portón|porton[ei]|cancello|lucchetto|serratura|porta|cadeado|portão|fechadura|deur|voordeur|poort|slagboom|drzwi|bramy?|furtk\p{L}|zamek|zamka|domofonu?|dør(?:en|a)?|dörr(?:en)?|låset?|двер\p{L}{1,2}|ворот\p{L}?|замк?\p{L})(?!\p{L})/iu;
const NOT_OPENED =
  /(?:error|fault|fehler|stör|erreur|panne|errore|guasto|fallo|erro|fout|błąd|fel)/iu;
const DOOR = new RegExp(
  `(?<![\\p{L}\\p{N}_])${OTHER}(?:${CODE})(?!\\p{L})(?:\\s\\p{L}{1,12})?${IS}["'“„(*]{0,2}(?<code>[A-Za-z]{0,2}\\d{3,6}[A-Za-z]?[#*]?)(?![\\p{L}\\p{N}%€$£-]|[.,:/]\\p{N}|\\s\\p{L}{1,3}(?!\\p{L})(?<=\\s(?:eur|usd|ms|mm|cm|kg)))`,
  "dgiu",
);
const AT = 140;
const TOLD: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${ONCE})(?:${OF}${IS}|${NEAR}[\\s,:]{1,3})${NUMBER}`, "dgiu"),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${CARD})(?:${OF}${IS}|${NEAR}[\\s,:]{1,3}|[はは：])["'(]?(\\d{3,4})(?![\\p{L}\\p{N}]|[.,:/]\\p{N})`,
    "dgiu",
  ),
  new RegExp(
    `(?<!\\p{L})${OPENED}\\p{L}{0,8}(?:(?!fail|exit|error|declin|reject|return|status|fehler)[^\\n.;]){0,60}?\\s(?:with|mit|avec|con|com|met|med|using|by|via|z|kodem)\\s(?:the\\s|dem\\s|le\\s|el\\s|il\\s|o\\s|de\\s)?(?:code|kode|código|codice|kod|kodem|pin)\\s?:?\\s(\\d{3,8}[#*]?)(?![\\p{L}\\p{N}]|[.,:/]\\p{N})`,
    "dgiu",
  ),
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${PIN}|${ONCE})${OF}\\s\\((\\d{3,8})(?=[\\s),])`, "dgiu"),
  /(?:入館|入室|ドア|玄関|金庫|解錠|開錠|暗証|門禁|门禁|开门|大门|保险箱|출입|현관|도어락|금고)\s?(?:コード|番号|密码|密碼|代码|코드|비밀번호)(?:は|是|는|은)?\s?[:：]?\s?(\d{3,8}#?)(?!\d)/dgu,
  // Answered later: a question, an old one, what it is now
  new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${PIN}|(?:${OPENS})[ -]?(?:${CODE})|${OTHER}(?:${CODE})(?=[^\\n?!]{1,40}?(?<!\\p{L})(?:${OPENS})(?!\\p{L})))(?!\\p{L})[^\\n]{0,110}?(?:(?:[?!.]\\s(?:-\\s|–\\s|a:\\s)?(?:(?:it['’]?s|try|es ist|c['’]est|es|è|é|het is|to)\\s)?|\\s[-–—=>]{1,2}\\s|(?<!\\p{L})(?:(?:old|new|previous|alte[rn]?|neue[rn]?|bisherige[rn]?|ancien|nouveau|antigu[oa]|nuev[oa]|vecchi[oa]|nuov[oa]|antig[oa]|nov[oa]|oude|nieuwe|star[ya]|now[ya])(?:\\s(?:one|pin|code|kode|código|codice))?\\s(?:was|is|war|ist|lautet|était|est|era|es|è|é|to|jest|is)|był[ao]?|was|war|era|était|it['’]?s|now|jetzt|nun|neu|es ist|c['’]est|désormais|maintenant|ahora|ora|adesso|agora|nu|teraz|теперь)\\s))(\\d{4,8}[#*]?)(?![\\p{L}\\p{N}%€$£]|[.,:/-]\\p{N}|\\s(?:seconds?|minutes?|days?|times|sekunden|minuten|uhr|o'clock)(?!\\p{L}))`,
    "dgiu",
  ),
  /(?<!\p{L})(?:combination|(?:zahlen)?kombination|combinaison|combinación|combinazione|combinatie|combinação|kombinacja)[^\n]{0,90}?(?<![\d-])(\d{1,2}(?:-\d{1,2}){2,5})(?![\d-])/dgiu,
  // As a lock's keys are pressed, the last to end it
  /(?<![\p{L}\p{N}#*&/._-])(\d{3,8}#)(?![\p{L}\p{N}#*_-])/dgu,
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${PIN})${OF}${IS}${NUMBER}`, "dgiu"),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])${OTHER}(?:${CODE})(?:\\s\\p{L}[\\p{L}'’]{0,12}){0,4}?[\\s'’](?:${OPENS})(?!\\p{L})${OF}${IS}${NUMBER}`,
    "dgiu",
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])${OTHER}(?:${CODE})(?:\\s(?:for|of|für|zum|zur|vom|de|del|della|do|da|du|van|voor|till|til|pour|para|per)(?=\\s)|\\sdell['’]|\\sd['’]|\\sde l['’])(?!(?:\\s\\p{L}{1,14}){0,4}?\\s(?:${NO_DOOR}))${OF}${IS}${NUMBER}`,
    "dgiu",
  ),
  /(?<!\p{L})(?:opens?|unlocks?|disarms?|disarmed|(?:de)?activated|öffnet?|öffnen|entsperrt|entschärft|geht auf|s['’]ouvre|désactiv\p{L}{1,3}|(?:se )?(?:abre|desactiva)|(?:si )?(?:apre|disattiva)|gaat open|otwiera(?: się)?)\s(?:with|by|using|mit|avec|con|com|met|z)\s(?:the code\s|dem code\s)?(\d{4,8}[#*]?)(?=[.,;)]|$|\s(?:since|and|or|at|on|from|before|within|seit|und|vor|binnen|antes|avant|prima|en|dans|entro|et|y|e))(?![.,]\d)/dgimu,
  /(?<!\p{L})(?:new|duress|master|staff|guest|visitor|contractor|neuer|nouveau|nuevo|nuovo|novo|nieuwe)\scode\s?[:=]?\s(\d{4,8}[#*]?)(?=[.,;)]|$|\s(?:since|and|or|from))(?![.,]\d)/dgimu,
  // Was changed to one
  /(?<![\p{L}\p{N}_])(?:pass ?(?:word|wort|code)|kennwort|pw|pwd|pin|code|zugangscode|türcode|mot de passe|mdp|contraseña|clave|senha|wachtwoord|hasło)(?:\s\p{L}[\p{L}\p{N}'’.-]{0,24}){0,7}?\s(?:to|auf|à|en|a|para|naar|na|til|till)\s(\d{4,8}(?:[ -]\d{3,5})?[#*]?)(?=\s?(?:[.,;!)]|$|\n|geändert|gesetzt|umgestellt|gestellt|changed|set|gewijzigd|gezet|veranderd|ändrat|today|now|heute|on|by|and|und|et|y|e|en))(?![.,:]\d)/dgiu,
];
/** Two or more of them, each of two groups or one. */
const LISTS =
  /(?<!\p{L})(?:(?:backup|recovery|rescue|scratch|emergency|one[ -]time|mfa|2fa|ersatz|notfall|wiederherstellungs|sicherungs)[ -]?(?:mfa |2fa |backup |recovery )?codes?|codes? de (?:secours|récupération)|códigos? de (?:respaldo|recuperación|recuperação|reserva|segurança)|codici di (?:backup|riserva|recupero)|(?:back-?up|herstel|nood)codes?|kody zapasowe|резервные коды)[^\n\d]{0,40}?[\s:(]((?:\d{4,5}[ -]\d{4,5}|\d{6,10})(?:(?:\s?[,;/]\s?|\s?[,;]?\s(?:and|or|und|oder|et|ou|y|o|e|en|i|и)\s|\s{1,2})(?:\d{4,5}[ -]\d{4,5}|\d{6,10})){0,15})(?![\p{L}\p{N}])/dgiu;

/** Another beside it, of as many digits: `the door 4711, the alarm 0815`. */
const NEXT =
  /^[.)"'”]{0,2}(?:\s\([^()\n]{1,24}\))?(?:[,;/&]|\s(?:and|und|et|y|e|en|i|och|og|или|и|or|oder|ou|o|lub|a|ale|but|aber|mais|pero|ma)(?=\s))\s?(?:(?!(?:room|raum|zimmer|floor|etage|ext|extension|durchwahl|ticket|order|bestellung|customer|kunde|contract|vertrag|port|line|build|case|invoice|version|nr|no|number|nummer|error|fehler|erreur|errore|status|in|since|seit|bis|until)(?!\p{L}))\p{L}[\p{L}'’]{0,14}[\s:]{1,2}){0,7}?(?<code>\d{3,8}[#*]?)(?![\p{L}\p{N}%€$£]|[.,:/-]\p{N}|\s(?:seconds?|minutes?|min|hours?|days?|times|sekunden|minuten|uhr|secondi|segundos|secondes?|users?)(?!\p{L}))/iu;

/** Another that came later, of as many digits: `requested a second one and got 614820`. */
const CAME =
  /(?<!\p{L})(?:got|received|sent(?: me)?|texted|was|is|another|second(?: one)?|new(?: one)?|next(?: one)?|now|then|bekam|bekommen|erhalten|erhielt|kam|zweite[rns]?|neue[rns]?|jetzt|dann|re[cç]u|deuxième|nouveau|puis|recibí|segundo|otro|nuevo|luego|ricevuto|arrivato|secondo|nuovo|poi|recebi|outro|novo|depois|kreeg|tweede|nieuwe|toen|dostał\p{L}*|drugi|nowy|potem|fick|fik|andra|nya|получил\p{L}?|приш[её]л|второй|новый|потом)(?:\s\p{L}{1,5}){0,2}?[\s:]{1,2}["'(]?(?<code>\d{4,8})(?![\p{L}\p{N}%€$£]|[.,:/-]\p{N}|\s?(?:m?s|seconds?|minutes?|hours?|days?|times|sekunden|minuten|stunden|mal|fois|veces|volte|vezes|eur|usd|users?)(?!\p{L}))/giu;
const LATER = 140;

/** What is told in one breath with a code that ends at `from`, or came after it. */
export function nextCode(text: string, one: Span): Span | undefined {
  return besideCode(text, one) ?? laterCode(text, one);
}

function laterCode(text: string, { start, end }: Span): Span | undefined {
  const first = text.slice(start, end);
  if (!/^\d{4,8}$/.test(first)) return undefined;
  for (const { 0: found, index, groups = {} } of text.slice(end, end + LATER).matchAll(CAME)) {
    const { code = "" } = groups;
    if (code.length !== first.length || /^(?:19|20)\d\d$/.test(code)) continue;
    const until = end + index + found.length;
    return { start: until - code.length, end: until };
  }
  return undefined;
}

function besideCode(text: string, { start, end }: Span): Span | undefined {
  const first = text.slice(start, end).replace(/[#*]$/, "");
  if (/[ -]/.test(first)) return ofShape(text, end, first);
  const match = NEXT.exec(text.slice(end, end + 90));
  const code = match?.groups?.code ?? "";
  const isLike = /^\d+$/.test(first) && code.replace(/[#*]$/, "").length === first.length;
  if (match === null || !isLike || /^(?:19|20)\d\d$/.test(code)) return undefined;
  const until = end + match[0].length;
  return { start: until - code.length, end: until };
}

/** In groups: whatever is written in the same way. */
function ofShape(text: string, from: number, first: string): Span | undefined {
  const shape = first.replaceAll(/\d+/g, (digits) => `\\d{${digits.length}}`);
  if (!/^[d\\{}\d -]+$/.test(shape)) return undefined;
  const found = new RegExp(`(?<![\\w-])${shape}(?![\\w-])`).exec(text.slice(from, from + 90));
  if (found === null) return undefined;
  return { start: from + found.index, end: from + found.index + first.length };
}

/** Codes in sentences: `the pin for the tablet is 4711`. */
export function findToldCodes(text: string): Span[] {
  const told = TOLD.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const found = indices?.[1];
      return found === undefined ? [] : [{ start: found[0], end: found[1] }];
    }),
  );
  const lists = [...text.matchAll(LISTS)].flatMap(({ indices, 1: list = "" }) => {
    const from = indices?.[1]?.[0] ?? 0;
    return [...list.matchAll(/\d{4,5}[ -]\d{4,5}(?!\d)|\d{6,10}/g)].map(({ index, 0: code }) => ({
      start: from + index,
      end: from + index + code.length,
    }));
  });
  const doors = [...text.matchAll(DOOR)].flatMap(({ indices }) => {
    const [start, end] = indices?.groups?.code ?? [0, 0];
    const around = text.slice(Math.max(0, start - AT), end + AT);
    const isOpening = AT_A_DOOR.test(around) && !NOT_OPENED.test(around);
    return isOpening && !/[a-z]/.test(text.slice(start, end)) ? [{ start, end }] : [];
  });
  return [...told, ...lists, ...doors];
}
