import { checkReferences } from "./check-references.ts";
import type { Properties, PropertyType, Spec } from "./spec.ts";
import { intrinsicOf, isObject, type Json, type Template } from "./template.ts";

/** What CloudFormation would refuse; each as one sentence. */
export function checkTemplate(template: Template, spec: Spec): string[] {
  const problems = checkReferences(template, spec);
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type.startsWith("Custom::")) continue;
    const found = spec.lookup("resource", "cloudFormationType", "equals", Type);
    if (found.length === 0) problems.push(`${id}: there is no type ${Type}`);
    else problems.push(...checkProperties(Properties, found.only().properties, id, spec));
  }
  return problems;
}

function checkProperties(value: Json, properties: Properties, at: string, spec: Spec): string[] {
  const missing = Object.entries(properties).filter(
    ([name, { required }]) => required === true && value[name] === undefined,
  );
  return [
    ...missing.map(([name]) => `${at}: ${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const property = properties[name];
      if (property === undefined) return [`${at}: there is no property ${name}`];
      return checkValue(inner, property.type, `${at}.${name}`, spec);
    }),
  ];
}

function checkValue(value: unknown, type: PropertyType, at: string, spec: Spec): string[] {
  if (intrinsicOf(value) !== undefined) return [];
  switch (type.type) {
    case "array":
      if (!Array.isArray(value)) return [`${at}: is no list`];
      return value.flatMap((one, n) => checkValue(one, type.element, `${at}[${n}]`, spec));
    case "map":
      if (!isObject(value)) return [`${at}: is no map`];
      return Object.entries(value).flatMap(([name, one]) =>
        checkValue(one, type.element, `${at}.${name}`, spec),
      );
    case "ref": {
      if (!isObject(value)) return [`${at}: is no object`];
      const { properties } = spec.get("typeDefinition", type.reference);
      return checkProperties(value, properties, at, spec);
    }
    case "union": {
      const tries = type.types.map((one) => checkValue(value, one, at, spec));
      return tries.some((problems) => problems.length === 0) ? [] : (tries[0] ?? []);
    }
    case "tag":
      return isObject(value) && "Key" in value && "Value" in value ? [] : [`${at}: is no tag`];
    case "json":
      return isObject(value) || typeof value === "string" ? [] : [`${at}: is no object`];
    default:
      return isPlain(value, type.type)
        ? []
        : [`${at}: ${JSON.stringify(value)} is no ${type.type}`];
  }
}

/** CloudFormation reads numbers and truth values out of text, too. */
function isPlain(value: unknown, type: string): boolean {
  if (type === "string" || type === "date-time")
    return ["string", "number", "boolean"].includes(typeof value);
  if (type === "boolean")
    return typeof value === "boolean" || value === "true" || value === "false";
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return (
    typeof number === "number" &&
    (type === "integer" ? Number.isInteger(number) : !Number.isNaN(number))
  );
}
