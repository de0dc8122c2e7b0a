const OFFICE = "http://schemas.openxmlformats.org/";
/** The ISO edition of the same formats, which Office writes as "Strict". */
const STRICT = "http://purl.oclc.org/ooxml/";
const ODF = "urn:oasis:names:tc:opendocument:xmlns:";

const PREFIXES = new Map([
  [`${OFFICE}wordprocessingml/2006/main`, "w"],
  [`${STRICT}wordprocessingml/main`, "w"],
  [`${OFFICE}drawingml/2006/main`, "a"],
  [`${STRICT}drawingml/main`, "a"],
  [`${OFFICE}drawingml/2006/chart`, "c"],
  [`${STRICT}drawingml/chart`, "c"],
  [`${OFFICE}drawingml/2006/diagram`, "dgm"],
  [`${OFFICE}drawingml/2006/wordprocessingDrawing`, "wp"],
  [`${STRICT}drawingml/wordprocessingDrawing`, "wp"],
  [`${OFFICE}drawingml/2006/spreadsheetDrawing`, "xdr"],
  [`${STRICT}drawingml/spreadsheetDrawing`, "xdr"],
  [`${OFFICE}presentationml/2006/main`, "p"],
  [`${STRICT}presentationml/main`, "p"],
  [`${OFFICE}spreadsheetml/2006/main`, "x"],
  [`${STRICT}spreadsheetml/main`, "x"],
  [`${OFFICE}officeDocument/2006/relationships`, "r"],
  [`${STRICT}officeDocument/relationships`, "r"],
  [`${OFFICE}officeDocument/2006/math`, "m"],
  [`${STRICT}officeDocument/math`, "m"],
  [`${OFFICE}markup-compatibility/2006`, "mc"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  [`${ODF}office:1.0`, "office"],
  [`${ODF}text:1.0`, "text"],
  [`${ODF}table:1.0`, "table"],
  [`${ODF}drawing:1.0`, "draw"],
  [`${ODF}presentation:1.0`, "presentation"],
  [`${ODF}style:1.0`, "style"],
  [`${ODF}manifest:1.0`, "manifest"],
  [`${ODF}svg-compatible:1.0`, "svg"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://www.idpf.org/2007/opf", "opf"],
  [`${ODF}container`, "container"],
]);

/** Undefined for a namespace that nothing here looks for. */
export function canonicalPrefix(uri: string): string | undefined {
  return PREFIXES.get(uri);
}
