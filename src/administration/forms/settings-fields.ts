import { z } from "zod";
import type { ConnectorDefinition } from "../../../connectors/definition.ts";
import type { FormField } from "../../chat/admin-forms.ts";

const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
] as const;

/** What a setting takes, as far as a form has to know. */
interface Shape {
  type?: string | string[];
  enum?: string[];
  anyOf?: Shape[];
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
}

/**
 * The settings of a kind of source as fields. Not among them: whom roots are for, which has its own
 * command; how fast it is read and how much of it; and where its secret goes, unless that has to be
 * said of a new one.
 */
export function settingsFields(
  definition: ConnectorDefinition,
  settings: Readonly<Record<string, string>>,
  isNew: boolean,
): FormField[] {
  const { settingRoles, roots } = definition;
  const shapes = shapesOf(definition.settings);
  const fields = Object.entries(propertiesOf(definition)).map(([name, property]): FormField => {
    const usual = property.safeParse(undefined);
    const shape = shapes[name] ?? {};
    const initial = settings[name] ?? (usual.success ? textOf(usual.data) : "");
    const type = typeOf(shape);
    const isYesNo = takes(shape, "boolean");
    return {
      name,
      label: labelOf(name),
      // The command line's documentation is Markdown; a form is not.
      hint: property.description?.replaceAll("`", '"'),
      type,
      isRequired: !usual.success,
      initial: isYesNo ? yesNo(initial) : type === "lines" ? asLines(initial) : initial,
      options: isYesNo ? YES_NO : (shape.enum ?? []).map((value) => ({ value, label: value })),
      ...(type === "number" ? { range: rangeOf(shape) } : {}),
    };
  });
  const isOffered = ({ name, isRequired }: FormField) =>
    name !== roots?.setting &&
    settingRoles[name] !== "pace" &&
    settingRoles[name] !== "limit" &&
    (settingRoles[name] !== "address" || (isNew && isRequired));
  const offered = fields.filter(isOffered);
  return [...offered.filter((f) => f.isRequired), ...offered.filter((f) => !f.isRequired)];
}

function propertiesOf({ kind, settings }: ConnectorDefinition): Record<string, z.ZodType> {
  if (settings instanceof z.ZodObject) return settings.shape;
  throw new Error(`The settings of ${kind} are no object of fields.`);
}

function shapesOf(schema: z.ZodType): Record<string, Shape> {
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return (properties ?? {}) as Record<string, Shape>;
}

function typeOf(shape: Shape): FormField["type"] {
  if (shape.enum !== undefined || takes(shape, "boolean")) return "choice";
  if (takes(shape, "array")) return "lines";
  return takes(shape, "integer") || takes(shape, "number") ? "number" : "text";
}

function takes({ type, anyOf }: Shape, wanted: string): boolean {
  const own = Array.isArray(type) ? type : [type];
  return own.includes(wanted) || (anyOf ?? []).some((one) => takes(one, wanted));
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: Shape): { min?: number; max?: number } {
  const min = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return { ...(min === undefined ? {} : { min }), ...(isBounded ? { max: maximum } : {}) };
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** A setting may say it in any of several words. */
function yesNo(text: string): string {
  return /^(?:true|on|yes|1|y|enabled)$/i.test(text) ? "true" : "false";
}

/** Commas separate, except within braces: `*.{md,html}`. */
function asLines(text: string): string {
  const parts = text.split(/,(?![^{]*\})/).map((part) => part.trim());
  return parts.filter((part) => part !== "").join("\n");
}

/** `maxFileBytes` becomes `Max file bytes`. */
function labelOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\burl\b/, "URL");
}
