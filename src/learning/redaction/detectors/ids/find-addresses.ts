import type { Finding } from "../../finding.ts";
import { anyCase } from "../any-case.ts";

const WORD = String.raw`\p{L}[\p{L}.'’-]{0,24}`;
const NAME = String.raw`\p{Lu}[\p{L}.'’-]{1,24}`;
/** A flat, a floor, a staircase: between the street and the town. */
const WITHIN = String.raw`(?:(?:(?:${anyCase("flat|apt|apartment|unit|suite|ste|floor|fl|wohnung|whg|appt|appartement|bât|batiment|étage|esc|escalera|piso|planta|pta|puerta|int|interno|scala|bus|m|lok|lokal|et|hinterhaus|stock|og|eg|dg|kat|daire|no|top|stiege|andar|fracção|lote|bloco|bl")})(?:\.?\s?\d{1,4}\p{L}?|\.?\s[\p{Lu}\d][\p{L}\d.º°ª]{0,5}|\.)|#\s?\d{1,5}\p{L}?|\d{1,3}(?:\.?[º°ª]|er|e|ème|th|st|nd|rd|\.)\s?(?:(?:${anyCase("floor|étage|etage|stock|og|esq|dto|dcha|izq|izda|dir|frente|piso|tv|th|mf")})\.?|[A-Z\d])?\.?|\p{Lu}\d?)(?=[,\s]))`;
/** A house's number behind its street: 14, 14a, 748-2, 18/4, 12 bis. */
const HOUSE = String.raw`\d{1,5}(?:\s?[a-zA-Z](?!\p{L})|\s(?:bis|ter))?(?:[-/]\d{1,4}\s?[a-zA-Z]?(?!\p{L}))?`;
const TOWN_NAME = String.raw`(?:St\.|Mt\.|Ft\.|\p{Lu}[\p{L}'’-]{1,24})`;
const TOWN = String.raw`${TOWN_NAME}(?:[ -](?:(?:am|an der|a\.d\.|im|in|bei|ob der|la|le|les|de|del|della|di|do|da|den|sur|sous|en|aux?|nad|upon|on|the)\s)?${TOWN_NAME}){0,3}`;
/** A post code and a town, or the other way round, in the forms of some thirty countries. */
const PLACE = String.raw`(?:(?:(?:[A-Z]{1,2}-)?(?:\d{4}(?:-\d{3}|\s?[A-Z]{2})?|\d{5}|\d{6}|\d{2}-\d{3}|\d{3}\s\d{2})\s${TOWN}(?:\s(?:\d{1,2}|\p{Lu})(?![\p{L}\d]))?)|${TOWN},?\s(?:(?:[A-Z]{2,3},?\s)?(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]\d[\dW]\s?[A-Z\d]{4})|[A-Z]{2,3},?\s\d{4,5}(?:-\d{4})?|\d{5}(?:-\d{4}|-\d{3})?))(?![\p{L}\d])`;
/** `The Old Mill, 2 Mill Lane` */
const HOUSE_NAME = String.raw`(?:(?:The\s)?(?:${NAME}\s){0,2}(?:House|Cottage|Forge|Mill|Barn|Lodge|Farm|Farmhouse|Court|Hall|Villa|Manor|Vicarage|Rectory|Mansions|Résidence|Residencia|Urbanización|Quinta),\s)?`;
const FIRST = String.raw`${HOUSE_NAME}(?:(?:${anyCase(String.raw`flat|apt\.?|apartment|unit`)})\s\w{1,6},?\s)?\d{1,5}\s?[a-zA-Z]?(?:\s(?:bis|ter|quater))?,?\s(?:${WORD}\s){0,4}?${WORD}`;
/** Says first that it is a street. */
const LEAD = String.raw`(?:(?:${anyCase(String.raw`via|viale|piazza|piazzale|corso|vicolo|largo|strada|contrada|rua|av\.?|avda\.?|avenida|travessa|praça|estrada|alameda|calle|c\/|c\.|paseo|p\.º|plaza|pza\.?|carrer|camino|carretera|ronda|ul\.|ulica|al\.|aleja|aleje|pl\.|plac|os\.|osiedle|rue|avenue|boulevard|bd|place|allée|chemin|impasse|quai|route|cours|strada|str\.|bulevardul|calea|τ?οδός`)})\s(?:${WORD}\s|\d{1,2}\s){0,4}?${WORD}\s?,?|(?:Am|An|Auf|In|Im|Zum|Zur|Unter|Hinter|Bei|Alte[rns]?|Neue[rns]?|Große[rns]?|Kleine[rns]?|Obere[rns]?|Untere[rns]?|Lange[rns]?|Sankt|St\.|Op|De|Het|Nieuwe|Oude|Eerste|Tweede|Korte|Gamla|Stora|Gamle|Store|Lille|Nová|Stará|Na|Pod|U|V)\s(?:de[rnm]\s|het\s|die\s)?(?:${NAME}\s)?${NAME})`;
/** Says last that it is one. */
const TRAILING = anyCase(
  String.raw`str(?:\.|aße|asse)|ring|platz|weg|allee|damm|ufer|gasse|steig|straat|laan|plein|gracht|kade|singel|gade|gatan|gata|vägen|vej|veien|vei|gate|katu|tie|utca|út|tér|cad(?:desi|\.)|cd\.|sok(?:ak|ağı|\.)|sk\.|mah(?:allesi|\.)|bulvarı`,
);
const TRAIL = String.raw`(?:(?:${NAME}[ -]){1,3}(?:${TRAILING})|\p{Lu}\p{L}{1,20}(?:er|en)[ -]\p{Lu}\p{L}{0,20}(?:${TRAILING}))`;
const LAST = String.raw`(?:(?:${LEAD}|${TRAIL}),?|${NAME})\s(?:(?:${anyCase(String.raw`no|nr|n[º°]|núm|č\.?p`)})[.:]?\s?)?${HOUSE}`;
/** `It's 4 Orchard Rise`, `Mi calle es Calle Mayor`: the words before are none of its. */
const KINDS =
  "street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|way|place|pl|hill|rise|square|sq|terrace|crescent|gardens?|grove|row|walk|mews|park|boulevard|blvd|circle|cir|parkway|pkwy|trail|trl|highway|hwy|rue|allée|impasse|chemin|quai|cours|route";
const NO_STREET = new RegExp(
  `^(?:calle|via|rue|rua|ulica|street|straat)\\s(?:es|è|est|é|to|is)\\s|^[\\p{L}.'’]+\\s(?=\\d{1,5}[a-z]?,?\\s(?:(?:bis|ter)\\s)?(?:[\\p{L}.'’-]+\\s){0,3}?(?:${KINDS})(?!\\p{L}))`,
  "iu",
);
/** With its town: as such a whole one. */
const WHOLE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_/.-])(?:${FIRST}|${LAST})(?:,?\s${WITHIN}){0,3},?\s{1,2}(?:[\p{Lu}][\p{L} '’-]{2,24},\s)?${PLACE}`,
  "gu",
);
/** Without: only right behind one of these. */
const LIVES =
  "(?:lives?|living|resid(?:es|ing)) (?:at|on)|(?:lives?|living) in|moved (?:in)?to|(?:home|private|postal|residential|mailing|shipping|billing|delivery|new|her|his|their|my) address(?: is| to)?|ship (?:it |them |this |that )?to|(?:wohnt?|wohne|wohnhaft|gemeldet)(?: jetzt| nun)?(?: in(?: der)?| am| bei)?|umgezogen (?:in die|nach)|(?:privat|wohn|liefer|rechnungs|heim)?(?:anschrift|adresse)(?: lautet| ist| jetzt| neu)?|habite(?: maintenant| désormais)?(?: au)?|demeurant(?: au)?|domicili[eé]e?(?: au)?|adresse (?:personnelle|postale|de livraison)(?: est)?|viv[eo](?: ahora)? en|me he mudado a|domicilio|direcci[oó]n(?: de env[ií]o| particular| postal)?(?: es)?|(?:abit[ao]|vivo?|vive|residente) (?:ora )?(?:in|a)|indirizzo(?: di casa)?(?: è)?|(?:mor[ao]|resid[eo]) (?:agora )?(?:na|no|em)|endere[cç]o|morada|woont? (?:nu )?(?:op|aan)|verhuisd naar|adres(?: zamieszkania)?|mieszkam? (?:teraz )?(?:przy|na)|zamieszka\\p{L}{2,4}(?: przy)?|(?:bor|flyttat|flyttet|flyttede) (?:nu )?(?:på|till|til)|(?:hem|hjemme|bostads)?adress(?:en?)?|проживает по адресу|адрес(?: проживания)?";
const STREET = String.raw`(?:(?:${anyCase(String.raw`flat|apt\.?|apartment|unit|wohnung|appt\.?`)})\s\w{1,6},?\s)?(?:\d{1,5}[a-z]?(?:\s?(?:bis|ter))?,?\s(?:${WORD}\s){0,4}?${NAME}(?:\s${NAME}){0,3}|(?:${WORD}\s){0,3}(?:${NAME}\s|\p{L}[\p{L}.'’-]{2,30}\s)${HOUSE}(?!\p{L}))(?:,?\s${WITHIN}){0,2}(?:,?\s${PLACE}|,\s${TOWN}(?![\p{L}\d]|\s\d))?`;
const TOLD = new RegExp(
  `(?<!\\p{L})(?:${anyCase(LIVES)})\\s{0,2}[:=]?\\s{1,3}["'“]?(${STREET})`,
  "dgu",
);
/** Russian, Ukrainian, Chinese, Japanese and Korean ones say what each part is. */
const SAID =
  /(?:(?:\d{6},?\s)?(?:г\.|м\.|город)\s?\p{Lu}[\p{L}-]+,\s)?(?:ул|пр|просп|пер|пл|наб|бул|вул|улица|проспект|переулок|вулиця)\.?\s[\p{L}\d .-]{2,40}?,\s(?:д|дом|буд)\.?\s?\d{1,4}\p{L}?(?:[,/]?\s?(?:корп|к|стр|кв|квартира)\.?\s?\d{1,4}){0,3}|(?:〒\s?\d{3}-\d{4}\s?)?[\p{Script=Han}]{2,4}[都道府県][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{L}]{1,20}[市区町村郡][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{0,16}\s?\d{1,4}(?:(?:[-－−‐]|丁目|番地?|号)\d{0,4}){1,4}(?:号|室)?|[\p{Script=Han}]{2,8}[省市区][\p{Script=Han}]{1,16}[区县路街道巷弄]\s?\d{1,5}\s?[号弄](?:[\p{Script=Han}\d-]{1,12}[室号楼])?|[\p{Script=Hangul}]{2,8}(?:시|도)\s[\p{Script=Hangul}]{1,6}(?:구|시|군)\s[\p{Script=Hangul}\d]{1,12}(?:로|길|동)\s?\d{1,4}(?:-\d{1,4})?/gu;
/** Names a street by its kind, so that nothing else is written so. */
const STREETS = new RegExp(
  `(?<!\\p{L})(?:${KINDS}|via|viale|corso|piazza|vicolo|calle|c\\/|avda?\\.|avenida|paseo|plaza|rua|travessa|ul\\.|al\\.|os\\.|aleja|ulica)(?!\\p{L})|(?:stra(?:ß|ss)e|str\\.|weg|gasse|platz|allee|straat|laan|gracht|plein|gatan|vägen|gade|vej|veien|gata|katu)\\s\\d|(?:cad|sok|mah)\\.|caddesi|sokak|[市区路街]|구\\s|(?:ул|пр|бул|вул)\\.`,
  "iu",
);
/** Says that somebody lives there, or that something is brought to somebody. */
const HOME =
  /(?<!\p{L})(?:home(?:[ -]?office)?|télétravail|teletrabajo|klingel|doorbell|house|flat|apartment|lease|rent(?:s|ed|ing)?|lives?|living|resid\w+|wohn\p{L}*|heim\p{L}*|daheim|zuhause|privat\p{L}*|miet\p{L}*|habit\p{L}*|demeur\p{L}*|domicil\p{L}*|logement|chez (?:moi|elle|lui)|viv[eo]n?|piso|casa|abit\p{L}*|resid\p{L}*|mora(?:da|r)?|moro|woon\p{L}*|thuis\p{L}*|mieszka\p{L}*|zamieszka\p{L}*|domow\p{L}+|bor|hem\p{L}*|hjem\p{L}*|asuu|bydl\p{L}*|oturuyor|ikamet|\p{L}{0,2}жив\p{L}+|прожива\p{L}+|прописк\p{L}|born|geboren|née?|nacid[oa]|nat[oa] il|birth|dob)(?!\p{L})|自宅|住所|住址|家庭|자택|주소|집/iu;
const BROUGHT =
  /(?<!\p{L})(?:address\p{L}*|mov(?:e|ed|ing)|relocat\p{L}+|ship\p{L}*|send|sent|deliver\p{L}*|post(?:ed|al)?|mail(?:ed|ing)|parcel|courier|return\p{L}*|pick ?up|emergency contact|next of kin|adresse?n?|anschrift|umgezogen|umzug|zieh(?:e|en|t)|gezogen|liefer\p{L}*|geliefert|schick\p{L}*|send\p{L}*|zustell\p{L}*|paket|kund\p{L}+|d[eé]m[eé]nag\p{L}+|livr\p{L}+|envoy\p{L}+|exp[eé]di\p{L}+|coordonn[eé]es|client\p{L}*|mud\p{L}+|direcci[oó]n|env[ií]\p{L}*|entreg\p{L}+|traslo\p{L}+|trasferit\p{L}|indirizzo|sped\p{L}+|consegn\p{L}+|endere[cç]o|mud(?:ei|ou|an[cç]a)|encomenda|verhuis\p{L}*|adres\p{L}*|bezorg\p{L}*|stuur\p{L}*|lever\p{L}*|przeprowadz\p{L}+|wys[lł]\p{L}+|dostaw\p{L}*|adress\p{L}*|flytt\p{L}*|skick\p{L}*|osoite\p{L}*|muutt\p{L}+|st[eě]hov\p{L}+|adresa|adresim?|ta[sş][ıi]nd\p{L}+|адрес\p{L}*|переех\p{L}+|достав\p{L}+|отправ\p{L}+|customer|employee|mitarbeiter\p{L}*|salari[eé]\p{L}*|emplead[oa]|dipendente|pracowni\p{L}+|tenant|patient|guest)(?!\p{L})|届け|送り先|配送|地址|寄|배송/iu;
/** A company's is what a knowledge base is asked about. */
const COMPANY =
  /(?<!\p{L})(?:GmbH|AG|KG|OHG|UG|SE|e\.\s?[KV]\.|Ltd|Limited|Inc|LLC|LLP|PLC|Corp(?:oration)?|S\.?A\.?S\.?|S\.A\.|SARL|S\.?L\.?U?\.|S\.?p\.?A|S\.?r\.?l|B\.?V\.|N\.V\.|z\s?o\.\s?o|Lda|Oy|AB|AS(?=[,.;)])|ApS|A\/S|Kft|s\.r\.o|d\.o\.o|Pty|ООО|(?:[Hh]ead|[Ss]ales|[Bb]ranch|[Oo]ur|[Tt]he|[Nn]ew|[Rr]egional|\p{Lu}\p{L}+)[ -]offices?|[Oo]fficina|\p{L}*[Bb]üro|[Nn]iederlassung|[Ss]tandort|[Ff]iliale|[Bb]ranch|[Hh]eadquarters?|HQ|[Ww]arehouse|[Ll]ager(?:haus)?|[Dd]epot|[Pp]lant|[Ff]actory|[Ss]tores?|[Ss]hop|[Hh]otel|[Rr]estaurant|[Cc]linic|[Vv]enue|[Cc]onference|[Ss]ede|[Ss]iège|[Ss]uccursale|[Oo]ficinas?|[Tt]ienda|[Aa]lmacén|[Uu]fficio|[Nn]egozio|[Mm]agazzino|[Ee]scritório|[Kk]antoor|[Ff]iliaal|[Vv]estiging|[Bb]iuro|[Ss]iedziba|[Oo]ddział|[Kk]ontoret?|[Ss]howroom|[Ww]orkshop|[Ss]eminar|[Mm]eet(?:ing|up)|[Ee]vent|[Tt]raining|[Ss]chulung|[Vv]eranstaltung|[Tt]reffpunkt|[Rr]eception|[Ee]mpfang|[Pp]arking|[Ff]irma|[Cc]ompany|[Ss]upplier|[Ll]ieferant\p{L}*|[Ff]ournisseur|[Pp]roveedor|[Ff]ornitore|[Ff]ornecedor|[Ll]everancier|[Dd]ostawc\p{L}|[Ff]irmensitz|[Oo]fis|[Oo]фис\p{L}*|[Оо]фис\p{L}*)(?!\p{L})|株式会社|支店|本社|公司/u;
const [SAYS_BEFORE, SAYS_BEHIND, COMPANY_BEFORE] = [160, 60, 70];

/** Where somebody lives or has things sent to; not where a company or an office is. */
export function findAddresses(text: string): Finding[] {
  const whole = [WHOLE, SAID].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .map(({ index, 0: found }) => {
        const extra = NO_STREET.exec(found)?.[0].length ?? 0;
        return [index + extra, found.slice(extra)] as const;
      })
      .filter(([start, found]) => isSomebodys(text, start, start + found.length)),
  );
  const told = [...text.matchAll(TOLD)]
    .filter(({ 1: found = "" }) => /\d/.test(found) && !COMPANY.test(found))
    .map(({ indices, 1: found = "" }) => [indices?.[1]?.[0] ?? 0, found] as const);
  return [...whole, ...told].map(([start, found]) => {
    const value = found.replace(/[\s,.]+$/u, "");
    return { kind: "ADDRESS", start, end: start + value.length, identity: value.toLowerCase() };
  });
}

/** What is said nearest counts; where nobody speaks of a company, an address is a person's. */
function isSomebodys(text: string, start: number, end: number): boolean {
  const said = text.slice(Math.max(0, start - SAYS_BEFORE), start);
  const behind = text.slice(end, end + SAYS_BEHIND);
  const [home, company] = [lastOf(said, HOME), lastOf(said, COMPANY)];
  if (home > company) return true;
  if (company < 0) {
    const isSaid = BROUGHT.test(said) || HOME.test(behind) || BROUGHT.test(behind);
    return isSaid || (STREETS.test(text.slice(start, end)) && !COMPANY.test(behind));
  }
  return said.length - company > COMPANY_BEFORE && lastOf(said, BROUGHT) > company;
}

/** Where what a pattern finds last begins; -1 where it finds nothing. */
function lastOf(text: string, pattern: RegExp): number {
  const all = [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))];
  return all.at(-1)?.index ?? -1;
}
