import { LATIN_LANGUAGES, stopWords } from "../../../text/stop-words.ts";
import { foldWord } from "./fold-word.ts";

/** Names that are also words, months, trades, things, places or software: alone they name nobody for sure. */
const WORDS = `abel abril ace ada adobe agosto aimee ajax alba alegria alexa allegra alma amber amen amor an ana angel
  angeles ante apollo april archer aria art ash asia athena august aura aurelia aurora austin autumn ava
  bach back bader bahn baker bar barber bard barn baron bart base basil bauer baum bay bean beck bello belt
  ben berg berger berlin bernard bernstein best beta bianchi bill birch bishop bitter black blanc blanca
  blanche bloom blue bond book boot booth boss boulanger box brand braun bravo brewer bridge brown buck bud
  burg burger burn bush butcher butler cain calvo cam camp campo candy car cara card carmen carol carpenter
  carry carter case cash caspar celeste celsius chance chandler chase chastity cherry chip chris christian
  christmas cisco clark claude clay clear clemente cliff cloud code colt constant consuelo conti cook cooper
  coral cortana cortes costa cox crew cross cruz crystal cypress dale dallas das data dawn day dean delgado
  dell della denver des desire destiny diamond dick diesel dior do dolores domingo don dos dot draper drew
  drop duke dupont dyer earl easter easy echo eden edge ehrlich eich eisen elm ember emerald ende enero
  engel ernest ernst esche esperanza essen eve ever faith falcon falconer fall fast faust februar fern
  ferrari field fink fiore fischer fisher flash fleming fletcher fleur flora florence flores fontaine
  fontana ford forest forester fort fortune foster fournier fox francis franco frank frau free freeman frei
  freude frey friday fromm frost fuchs fuller gale gallo garden gardener gates gemini gemma gene general
  genesis georgia gerber giant gift ginger gioia giugno glass glen glory glover go gold golden good grace
  graf grande grant gray grazia greco green grey gross ground grove grün guerra gut guy hall ham han hand
  happy harbor hardy harmony harper hartmann haus hazel he head heart heath heather heaven heide hein held
  hell helm henna herbst herd herr herz high hill hirsch hof hoffnung hofmann holly holm holz honey honor
  hood hooper hoover hope horn host hour house huber hudson hug hunt hunter hut ice igel iglesias imperial
  in india indigo ion iris iron ivy jack jade jager jaguar jan januar janus jar java jay jean jeans jenkins
  jersey jesus jet jewel jobs jordan joy jude judge jules juli julia julio july june juni junio junior juno
  jupiter just justice jänner kafka kai kaiser kant karma kaufmann kay keller kent kern key keys kind king
  kirk kit klein kluge knight koch koenig kohl korn kowalski kraft kraus krebs kreuz krüger kurz könig lake
  lance land lane lang lark laurel law leal leblanc lee lefebvre legrand lehmann lens leone levi li liberty
  lieb lilac lily lim linden line link lion little lock loco long lord lorry lou love loyal lu luce luck
  lucky luglio luna luz lynx lyra ma mac maggio magma magnolia mai major maler mali man mango mann mar
  marble march marguerite marie marigold marin marina mark marker market marks marlin marry mars marsh
  marshal marshall marzo mason master mat maven max maxi may mayer mayo mayor mead meadow meister melody
  mercedes mercury mercy merit merry messer metz miles mill miller min mina ming mini mint miracle misty
  mitch moll monat monday monde monti moon moor moore moreno morgan morning moser moss moulin mueller muller
  munter märz nash natale neal neo nest neu nicky nieves night nike no noble nord norm norman north nova
  novak oak ocean olive olympia omega on opal oracle orlando otter owen pace page paige palm palmer pan
  panda pardo parfait paris park parker parks pascal pat patch patience paz peach peal pearl peg penny
  pepper perla perry pet petit petrus phoenix pierce pike pilar pilot pine pio piper pitt plan plato plaza
  pluto point pole polly pool pope poppy porter potter pound powers prado precious present price prime primo
  prince prior prose prosper prudence quarry queen quest quinn rain randy ranger rapid raven ray raymond
  read reader red reed reich reis remedios rena rene rest rex rey reyes rice rich richter rider ring rios
  river rivers roach road rob robin robot rocco rocio rock rocky rod roger rojas roller rolls roman romeo
  rook root rosa rose rosemary rossi rot roth rouge row rowan roy royal rubio ruby rush russo rye sachs
  safari sage sai saint salt salvatore salz samba sand sander sandy sanger santa santos saturn sauer saul
  savage savanna savannah sawyer schaefer scharf schatz schenk schiller schilling schlegel schlosser schmid
  schmidt schmied schmitt schneider scholz schreiber schreiner schröder schubert schulz schulze schumacher
  schuster schwarz schäfer schön schütz scout sea seal season sergeant serra service shade shark shaw she
  shepherd sierra silk silva silver simple sims singer siri sky slack small smart smith snow so socorro
  socrates sol soledad sommer son song sonne sonny south spark spencer speranza spicer spring stack stahl
  star stark steel stein steller stern stolz stone storm strauss street strong su sue summer sun sunday sung
  sunny swan swift sylvan süß tab talent tan tanner tate taylor teal temple terra terry thatcher thor tiger
  till timber to toll topaz travis tree trinity trip troy true trust tucker turner ty tyler ulm unity urban
  ursa val vale valentine valle valley valor van vega ventura verity vesper vic victor victoria vienna vine
  violet virgin virginia vital vogel vogt vollmer volt von wade wagner walker wall ward warden warner warren
  washington water watson way weaver webb weber weise weiss weiß well wells west wheeler white wild wiley
  will williams willow win winkler winner winter wise wolf wolff wolfram wood woods word worth wright wynn
  xena yen york you young yu yuki zen zimmer zimmerman zimmermann zion zola`;
let ambiguous: Set<string> | undefined;

/** Whether a name, standing alone, may as well be something else. */
export function isAmbiguous(folded: string): boolean {
  ambiguous ??= new Set([
    ...WORDS.split(/\s+/).map(foldWord),
    ...LATIN_LANGUAGES.flatMap((language) => [...stopWords(language)].map(foldWord)),
  ]);
  return ambiguous.has(folded);
}
