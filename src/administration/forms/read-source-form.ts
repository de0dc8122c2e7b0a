import type { AdminForm, FormErrors, FormValues } from "../../chat/admin-forms.ts";
import { checkAudience, readSourceRequest, type SourceRequest } from "../../sources/add-source.ts";
import { settingIssues } from "../../sources/open-connector.ts";
import type { SourceChange } from "../../sources/settings/source-change.ts";
import { AdminError, type SourcesDeps } from "../../sources/sources-deps.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkFolders } from "./check-folders.ts";
import { readSchedule } from "./schedule-fields.ts";
import { SETTING } from "./source-form.ts";

/** Long enough for any setting; a form that sends more is none of ours. */
const MOST_CHARACTERS = 3_000;

type Deps = Pick<SourcesDeps, "findConnector" | "connectorKinds" | "chatFolders" | "now">;

interface ReadForm {
  name: string;
  /** Undefined where a field was left empty, or says what holds anyway. */
  settings: Record<string, string | undefined>;
  audience: string[];
  schedule: string | undefined;
}

/** What a filled-in form says, or a sentence by the field that is wrong. */
export function readSourceForm(
  form: AdminForm,
  given: FormValues,
  /** Those of the source that is changed. */
  before: Readonly<Record<string, string>>,
  deps: Deps,
): { read: ReadForm } | { errors: FormErrors } {
  const values = readValues(form, given);
  const errors: Record<string, string> = {};
  for (const { name, label, isRequired, type, options } of form.fields) {
    const value = values[name] ?? "";
    const isOffered = type !== "choice" || options.some((option) => option.value === value);
    if (value === "" && isRequired) errors[name] = `${label} is missing: fill it in.`;
    else if (value !== "" && !isOffered) errors[name] = "Choose one of those that are offered.";
    else if (value.length > MOST_CHARACTERS) errors[name] = "This is too long.";
  }
  const read: ReadForm = {
    name: form.target.source ?? values.name ?? "",
    settings: readSettings(form, values),
    audience: (values.audience ?? "").split("\n").filter((line) => line !== ""),
    schedule: undefined,
  };
  const schedule = readSchedule(values);
  if ("error" in schedule) errors[schedule.field] ??= schedule.error;
  else read.schedule = schedule.schedule;
  try {
    read.audience = checkAudience(read.audience);
  } catch (error) {
    errors.audience ??= sentenceOf(error);
  }
  for (const [name, sentence] of Object.entries(checkWith(form, read, before, deps))) {
    errors[name] ??= sentence;
  }
  return Object.keys(errors).length > 0 ? { errors } : { read };
}

/** What only all of it together shows to be wrong. */
function checkWith(
  { target: { kind, source }, fields }: AdminForm,
  { name, settings }: ReadForm,
  before: Readonly<Record<string, string>>,
  deps: Deps,
): FormErrors {
  const merged = withoutEmpty({ ...before, ...settings });
  const first = fields.find((field) => field.name.startsWith(SETTING))?.name ?? "audience";
  const issues = settingIssues({ kind, settings: merged }, deps);
  if (issues.length > 0) {
    const known = new Set(fields.map((field) => field.name));
    const at = (key: string) => (known.has(SETTING + key) ? SETTING + key : first);
    return Object.fromEntries(issues.map(({ key, sentence }) => [at(key), sentence]));
  }
  try {
    // The name and the connector's own look at the settings.
    readSourceRequest({ name, kind, settings: merged }, deps);
    const problems = Object.entries({
      ...checkFolders(kind, merged, before, deps),
      ...checkAddresses(kind, merged, before, deps),
    });
    return Object.fromEntries(problems.map(([key, sentence]) => [SETTING + key, sentence]));
  } catch (error) {
    const isName = source === undefined && !/^[a-z0-9-]{1,64}$/.test(name);
    return { [isName ? "name" : first]: sentenceOf(error) };
  }
}

/** What a person typed, without what nobody sees of it. */
function readValues({ fields }: AdminForm, given: FormValues): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const text = (Object.hasOwn(given, name) ? (given[name] ?? "") : "").toWellFormed();
      if (type !== "lines" && type !== "readers") return [name, text.replaceAll("\0", "").trim()];
      const lines = text.split(/[\n,](?![^{]*\})/).map((line) => line.replaceAll("\0", "").trim());
      return [name, lines.filter((line) => line !== "").join("\n")];
    }),
  );
}

/** Only what differs from what holds anyway is said of a source. */
function readSettings(
  form: AdminForm,
  values: Record<string, string>,
): Record<string, string | undefined> {
  const fields = form.fields.filter(({ name }) => name.startsWith(SETTING));
  return Object.fromEntries(
    fields.flatMap(({ name, type, initial }) => {
      const value = values[name] ?? "";
      // Left as it was: a new source takes what is usual, an old one keeps what it has.
      if (value === initial) return [];
      const key = name.slice(SETTING.length);
      const text = type === "lines" ? value.replaceAll("\n", ",") : value;
      return [[key, text === "" ? undefined : text]];
    }),
  );
}

/** The source that a form asks for. */
export function toSourceRequest(kind: string, read: ReadForm): SourceRequest {
  const { name, settings, audience, schedule } = read;
  return { name, kind, settings: withoutEmpty(settings), audience, schedule };
}

/** The change that a form asks for. */
export function toSourceChange({ settings, audience, schedule }: ReadForm): SourceChange {
  return { settings, audience, schedule: { cron: schedule } };
}

function withoutEmpty(settings: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof AdminError) return error.message;
  throw error;
}
