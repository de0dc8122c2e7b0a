import { makeArchive } from "./make-archive.ts";

const OFFICE = "http://schemas.openxmlformats.org/";
export const WORD = `xmlns:w="${OFFICE}wordprocessingml/2006/main" xmlns:r="${OFFICE}officeDocument/2006/relationships"`;
const SLIDE = `xmlns:p="${OFFICE}presentationml/2006/main" xmlns:a="${OFFICE}drawingml/2006/main" xmlns:r="${OFFICE}officeDocument/2006/relationships"`;
const SHEET = `xmlns="${OFFICE}spreadsheetml/2006/main" xmlns:r="${OFFICE}officeDocument/2006/relationships"`;

type Parts = Readonly<Record<string, string>>;

/** Relationships by id: the last word of the type, and the target. */
export function relationships(list: Readonly<Record<string, readonly [string, string]>>): string {
  const lines = Object.entries(list).map(([id, [type, target]]) => {
    const mode = target.startsWith("http") ? ' TargetMode="External"' : "";
    return `<Relationship Id="${id}" Type="${OFFICE}officeDocument/2006/relationships/${type}" Target="${target}"${mode}/>`;
  });
  return `<Relationships xmlns="${OFFICE}package/2006/relationships">${lines.join("")}</Relationships>`;
}

/** A Word document with this inside its body, and other parts below `word/`. */
export function makeWord(body: string, parts: Parts = {}): Buffer {
  const types = ["styles", "numbering", "footnotes"].filter((type) => `${type}.xml` in parts);
  const given = parts["_rels/document.xml.rels"];
  const listed = Object.fromEntries(types.map((type) => [type, [type, `${type}.xml`] as const]));
  return makeArchive([
    ["_rels/.rels", relationships({ main: ["officeDocument", "word/document.xml"] })],
    ["word/document.xml", `<w:document ${WORD}><w:body>${body}</w:body></w:document>`],
    ["word/_rels/document.xml.rels", given ?? relationships(listed)],
    ...Object.entries(parts)
      .filter(([name]) => !name.startsWith("_rels/"))
      .map(([name, content]) => [`word/${name}`, content] as const),
  ]);
}

/** A paragraph of one run; `properties` go into `w:pPr`. */
export function paragraph(text: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

interface MadeSlide {
  /** Shapes, see `shape`. */
  shapes: string;
  notes?: string;
}

/** A presentation of these slides. */
export function makePresentation(slides: readonly MadeSlide[]): Buffer {
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="s${at + 1}"/>`).join("");
  const tree = (shapes: string) => `<p:cSld><p:spTree>${shapes}</p:spTree></p:cSld>`;
  return makeArchive([
    ["_rels/.rels", relationships({ main: ["officeDocument", "ppt/presentation.xml"] })],
    [
      "ppt/presentation.xml",
      `<p:presentation ${SLIDE}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    ],
    [
      "ppt/_rels/presentation.xml.rels",
      relationships(
        Object.fromEntries(
          slides.map((_, at) => [`s${at + 1}`, ["slide", `slides/s${at + 1}.xml`]]),
        ),
      ),
    ],
    ...slides.flatMap(({ shapes, notes }, at) => [
      [`ppt/slides/s${at + 1}.xml`, `<p:sld ${SLIDE}>${tree(shapes)}</p:sld>`] as const,
      [
        `ppt/slides/_rels/s${at + 1}.xml.rels`,
        relationships(
          notes === undefined ? {} : { n: ["notesSlide", `../notesSlides/n${at + 1}.xml`] },
        ),
      ] as const,
      [
        `ppt/notesSlides/n${at + 1}.xml`,
        `<p:notes ${SLIDE}>${tree(shape("body", [notes ?? ""]))}</p:notes>`,
      ] as const,
    ]),
  ]);
}

/** A shape that is a placeholder of this type (empty: a text box) with these paragraphs. */
export function shape(type: string, lines: readonly string[]): string {
  const place = type === "" ? "" : `<p:ph type="${type}"/>`;
  const text = lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join("");
  return `<p:sp><p:nvSpPr><p:nvPr>${place}</p:nvPr></p:nvSpPr><p:txBody>${text}</p:txBody></p:sp>`;
}

/** A workbook of sheets by name, each the inside of `<worksheet>`. */
export function makeWorkbook(sheets: Parts, parts: Parts = {}): Buffer {
  const names = Object.keys(sheets);
  const listed = names.map(
    (name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`,
  );
  return makeArchive([
    ["_rels/.rels", relationships({ main: ["officeDocument", "xl/workbook.xml"] })],
    ["xl/workbook.xml", `<workbook ${SHEET}><sheets>${listed.join("")}</sheets></workbook>`],
    [
      "xl/_rels/workbook.xml.rels",
      relationships({
        ...Object.fromEntries(
          names.map((_, at) => [`r${at}`, ["worksheet", `s${at}.xml`] as const]),
        ),
        st: ["styles", "styles.xml"],
        ss: ["sharedStrings", "sharedStrings.xml"],
      }),
    ],
    ...names.map(
      (name, at) => [`xl/s${at}.xml`, `<worksheet ${SHEET}>${sheets[name]}</worksheet>`] as const,
    ),
    ...Object.entries(parts).map(
      ([name, content]) => [`xl/${name}`, content.replace(">", ` ${SHEET}>`)] as const,
    ),
  ]);
}

/** Rows of inline text, as `<sheetData>`. */
export function sheetRows(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData>`;
}
