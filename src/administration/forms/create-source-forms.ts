import type {
  AdminForm,
  AdminForms,
  FormReply,
  FormTarget,
  FormValues,
} from "../../chat/admin-forms.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { requireSource, type SourcesDeps } from "../../sources/sources-deps.ts";
import { offeredKinds, requireOffered } from "./offered-kinds.ts";
import { readSourceForm } from "./read-source-form.ts";
import { sayRefusals } from "./say-mistakes.ts";
import { changeSourceForm, newSourceForm } from "./source-form.ts";

export interface SourceFormsDeps
  extends Pick<SourcesDeps, "findConnector" | "connectorKinds" | "chatFolders" | "now"> {
  storage: SourcesDeps["storage"];
  /** Asked each time. */
  mayAdminister: (person: string) => Promise<boolean>;
}

export const ADMINS_ONLY = "Only admins of Footnote may add and change sources: ask one of them.";

/** Forms for sources, for whoever may administer at that moment. */
export function createSourceForms(deps: SourceFormsDeps): AdminForms {
  return {
    async find(person, { kind, source }) {
      if (!(await deps.mayAdminister(person))) return { type: "refused", sentence: ADMINS_ONLY };
      return sayRefusals(async (): Promise<FormReply> => {
        if (source !== undefined) return { type: "form", form: await changeForm(source, deps) };
        if (kind !== undefined) {
          return { type: "form", form: newSourceForm(requireOffered(kind, deps)) };
        }
        const kinds = offeredKinds(deps).map(({ kind: value, title: label }) => ({ value, label }));
        return { type: "kinds", kinds };
      });
    },
    async check(person, target, values) {
      if (!(await deps.mayAdminister(person))) return { type: "refused", sentence: ADMINS_ONLY };
      return sayRefusals(async () => {
        const found = await readTarget(target, values, deps);
        if ("errors" in found) return { type: "errors" as const, errors: found.errors };
        const taken = target.source === undefined && (await nameProblem(found.read.name, deps));
        if (taken) return { type: "errors" as const, errors: { name: taken } };
        return { type: "accepted" as const };
      });
    },
  };
}

/** What a filled-in form says; its mistakes by field. @throws AdminError */
export async function readTarget(
  { kind, source }: FormTarget,
  values: FormValues,
  deps: Omit<SourceFormsDeps, "mayAdminister">,
): Promise<ReturnType<typeof readSourceForm>> {
  if (source === undefined) {
    return readSourceForm(newSourceForm(requireConnector(kind, deps)), values, {}, deps);
  }
  const record = await requireSource(source, deps);
  const form = changeSourceForm(record, requireConnector(record.kind, deps));
  return readSourceForm(form, values, record.settings, deps);
}

async function changeForm(
  source: string,
  deps: Omit<SourceFormsDeps, "mayAdminister">,
): Promise<AdminForm> {
  const record = await requireSource(source, deps);
  return changeSourceForm(record, requireConnector(record.kind, deps));
}

async function nameProblem(
  name: string,
  { storage }: Pick<SourceFormsDeps, "storage">,
): Promise<string | undefined> {
  const found = await storage.sources.get(name);
  return found && `There is a source "${name}" already: choose another name.`;
}
