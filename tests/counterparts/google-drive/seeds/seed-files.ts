import { wordFile } from "../exports/office-packages.ts";
import { textPdf } from "../exports/write-pdf.ts";
import type { World } from "../world.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

interface FilesOptions {
  files: number;
  /** Folders that each file lies in, one in the other. */
  depth?: number;
  /** Of this many files one is a PDF or an Office file. */
  attachmentEvery?: number;
  /** Of this many files one cannot be read. */
  brokenEvery?: number;
  /** Into this folder or drive; a shared drive of everybody else's where absent. */
  parentId?: string;
  /** Members of that drive. */
  reader?: string;
}

const FILES_IN_A_FOLDER = 25;

/** Many files in nested folders; returns their ids and where they begin. */
export function seedFiles(world: World, options: FilesOptions) {
  const { files, depth = 6, attachmentEvery = 10, brokenEvery = 100 } = options;
  const { reader = "ann@acme.example" } = options;
  const { drive } = world;
  const rootId =
    options.parentId ??
    drive.createSharedDrive({ name: "Archive", members: { [reader]: "organizer" } });
  const ids: string[] = [];
  const brokenIds: string[] = [];
  let parentId = rootId;
  let folders = 0;
  for (let n = 0; n < files; n += 1) {
    if (n % FILES_IN_A_FOLDER === 0) {
      // Chains of `depth` folders, each in the one before.
      const above = folders % depth === 0 ? rootId : parentId;
      parentId = drive.createFolder({ name: `Folder ${folders}`, parentId: above });
      folders += 1;
    }
    const id = createOne(world, n, parentId, attachmentEvery);
    ids.push(id);
    if (n % brokenEvery === brokenEvery - 1) {
      world.broken.set(id, n % (2 * brokenEvery) === brokenEvery - 1 ? 403 : 500);
      brokenIds.push(id);
    }
  }
  return { rootId, ids, brokenIds, folders };
}

function createOne({ drive }: World, n: number, parentId: string, attachmentEvery: number): string {
  const text = `This is file ${n} of the archive, about subject ${n * 7}.\nItem of file ${n}.`;
  const name = `File ${n}`;
  if (n % attachmentEvery === 0) {
    const isPdf = n % (2 * attachmentEvery) === 0;
    return isPdf
      ? drive.createFile({
          name: `${name}.pdf`,
          parentId,
          mimeType: "application/pdf",
          content: textPdf(text),
        })
      : drive.createFile({
          name: `${name}.docx`,
          parentId,
          mimeType: DOCX,
          content: wordFile(text),
        });
  }
  switch (n % 8) {
    case 3: {
      const rows = [
        ["Subject", "Count"],
        [`Subject ${n * 7}`, String(n)],
      ];
      return drive.createSpreadsheet({ name, parentId, sheets: [{ name: "Sheet1", rows }] });
    }
    case 5: {
      const slides = [{ title: name, lines: text.split("\n"), notes: `Notes of file ${n}.` }];
      return drive.createPresentation({ name, parentId, slides });
    }
    case 7:
      return drive.createFile({
        name: `${name}.txt`,
        parentId,
        mimeType: "text/plain",
        content: text,
      });
    default:
      return drive.createDocument({ name, parentId, markdown: `# ${name}\n\n${text}\n` });
  }
}
