interface Span {
  start: number;
  end: number;
}

/** Words, and numbers of what it is for, between a code and what it is. */
const OF = String.raw`(?:[\s-](?!(?:and|or|but|und|oder|et|ou|mais|y|pero|ma|en)\s)(?:[\p{L}][\p{L}'’./-]{0,24}|[\d.-]{1,8})){0,10}?`;
const IS = String.raw`(?:\s(?:(?:ist |is |are )?(?:now|jetzt|still|noch)|is|was|are|ist|war|sind|lautet|est|es|son|sont|era|è|sono|é|são|foi|zijn|luidt|to|är|er|on|jest|je|это|adalah|là)\s|\s?[:=：]\s?|\s?(?:は|是|为|為|는|은)\s?)`;
const NUMBER = String.raw`["'“„(*]{0,2}(\d{3,8}(?:[ -]\d{3,5})?[#*]?)(?![\p{L}\p{N}%€$£]|[.,:/]\p{N}|\s(?:m?[vVwWaA]|ms|s|mm|cm|kg|g|€|eur|usd|minutes?|minuten|hours?|days?|tage|stunden|times|mal|digits?|stellen|characters?|zeichen|users?|items?)(?!\p{L}))`;
const PIN =
  "pin(?:[ -]?(?:code|nummer|number|kode))?|pincode|codice pin|code pin|código pin|kod pin|пин-?код|puk(?:[ -]?code)?|passcode";
/** What a code opens: any other has a number too. */
const OPENS =
  "alarms?|alarm\\p{L}{0,10}|burglar|doors?|front|gates?|safe|vault|lock(?:er|box)?|lock ?box|key ?(?:box|safe|pad)|building|garage|entrance|entry|lift|elevator|barrier|shed|warehouse|office|store ?room|server ?room|cabinet|cupboard|padlock|intercom|bike|parking|car ?park|toilets?|tablet|phone|voicemail|terminal|t[uü]r(?:e|schloss)?|haust[uü]r|tor|tresor|safes|schloss|schlüsselkasten|schlüsseltresor|alarmanlage|einfahrt|eingang|tiefgarage|schranke|schrank|spind|aufzug|lager|porte|portail|alarme|coffre(?:-fort)?|cadenas|immeuble|entrée|interphone|parking|digicode|boîte à clés|puerta|portal|alarma|caja fuerte|candado|garaje|edificio|entrada|porta|portone|cancello|allarme|cassaforte|lucchetto|ingresso|garagem|cofre|cadeado|portão|prédio|deur|voordeur|poort|kluis|slot|hek|sleutelkast|slagboom|gebouw|drzwi|bramy?|alarmu|sejfu|domofonu?|kłódki|dør(?:en|a)?|dörr(?:en)?|port(?:en)?|larm(?:et)?|kassaskåp(?:et)?|двери|сейфа|домофона|сигнализации|ворот";
const CODE =
  "code|codes|codice|código|codigo|kod|kode|kodu|koden|koodi|код|combination|kombination|combinaison|combinación|combinazione";
/** What else has a code */
const NO_DOOR =
  "discount|rebate|voucher|job|build|run|error|exit|project|product|article|order|item|countr|city|town|region|state|department|paid|payment|refund|booking|customer|account|currency|language|fehler|artikel|auftrag|projekt|produ[ck]t|prodotto|produit|pays|país|paese|erreur|errore|erro|land|kraju|stad|response|request|status|success|failure|vat|tax|test|branch|release";
const OTHER =
  "(?<!(?:error|exit|status|return|response|zip|postal|post|country|area|dial(?:ling|ing)?|cost|product|item|article|order|tax|account|project|department|booking|sku|qr|source|reason|language|currency|discount|promo|coupon|fault|stop|http|sort|bank|swift|hs|commodity|material|reference|customer|fehler|artikel|unit|event|trouble|codice|colou?r)[ -])";
const TOLD: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${PIN})${OF}${IS}${NUMBER}`, "dgiu"),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])${OTHER}(?:${CODE})(?:\\s\\p{L}[\\p{L}'’]{0,12}){0,4}?[\\s'’](?:${OPENS})(?!\\p{L})${OF}${IS}${NUMBER}`,
    "dgiu",
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])${OTHER}(?:${CODE})(?:\\s(?:for|of|für|zum|zur|vom|de|del|della|do|da|du|van|voor|till|til|pour|para|per)(?=\\s)|\\sdell['’]|\\sd['’]|\\sde l['’])(?!(?:\\s\\p{L}{1,14}){0,4}?\\s(?:${NO_DOOR}))${OF}${IS}${NUMBER}`,
    "dgiu",
  ),
  /(?<!\p{L})(?:opens?|unlocks?|disarms?|disarmed|öffnet|entsperrt)\s(?:with|by|using|mit)\s(?:the code\s|dem code\s)?(\d{4,8}[#*]?)(?=[.,;)]|$|\s(?:since|and|or|at|on|from|seit|und))(?![.,]\d)/dgimu,
  /(?<!\p{L})(?:new|duress|master|staff|guest|visitor|contractor|neuer|nouveau|nuevo|nuovo|novo|nieuwe)\scode\s?[:=]?\s(\d{4,8}[#*]?)(?=[.,;)]|$|\s(?:since|and|or|from))(?![.,]\d)/dgimu,
  // Was changed to one
  /(?<![\p{L}\p{N}_])(?:pass ?(?:word|wort|code)|kennwort|pw|pwd|pin|code|zugangscode|türcode|mot de passe|mdp|contraseña|clave|senha|wachtwoord|hasło)(?:\s\p{L}[\p{L}\p{N}'’.-]{0,24}){0,7}?\s(?:to|auf|à|en|a|para|naar|na|til|till)\s(\d{4,8}(?:[ -]\d{3,5})?[#*]?)(?=\s?(?:[.,;!)]|$|\n|geändert|gesetzt|umgestellt|gestellt|changed|set|gewijzigd|gezet|veranderd|ändrat|today|now|heute|on|by|and|und|et|y|e|en))(?![.,:]\d)/dgiu,
];
/** Two or more of them, each of two groups or one. */
const LISTS =
  /(?<!\p{L})(?:(?:backup|recovery|rescue|scratch|emergency|one[ -]time|mfa|2fa|ersatz|notfall|wiederherstellungs|sicherungs)[ -]?(?:mfa |2fa |backup |recovery )?codes?|codes? de (?:secours|récupération)|códigos? de (?:respaldo|recuperación|recuperação|reserva|segurança)|codici di (?:backup|riserva|recupero)|(?:back-?up|herstel|nood)codes?|kody zapasowe|резервные коды)[^\n\d]{0,40}?[\s:(]((?:\d{4,5}[ -]\d{4,5}|\d{6,10})(?:(?:\s?[,;/]\s?|\s?[,;]?\s(?:and|or|und|oder|et|ou|y|o|e|en|i|и)\s|\s{1,2})(?:\d{4,5}[ -]\d{4,5}|\d{6,10})){0,15})(?![\p{L}\p{N}])/dgiu;

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
  return [...told, ...lists];
}
