import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type OpenDescription, openDescription } from "../../shared/open-description.ts";

const FOLDER = join(import.meta.dirname, "../../../../../shared/specs");
const FILES = {
  control: "pinecone_db_control_2026-04.oas.yaml",
  data: "pinecone_db_data_2026-04.oas.yaml",
};

/** The vendor's own descriptions, of making indexes and of using them. */
export type OfficialDescriptions = Record<keyof typeof FILES, OpenDescription>;

export function hasOfficialDescriptions(): boolean {
  return Object.values(FILES).every((file) => existsSync(join(FOLDER, file)));
}

export async function readOfficialDescriptions(): Promise<OfficialDescriptions> {
  const read = (file: string) => openDescription(parse(readFileSync(join(FOLDER, file), "utf8")));
  return { control: await read(FILES.control), data: await read(FILES.data) };
}
