import type { Spec } from "./spec.ts";
import { intrinsicOf, type Resource, type Template } from "./template.ts";

/** What the account and the stack have of themselves. */
const PSEUDO =
  /^AWS::(?:AccountId|Partition|Region|StackId|StackName|URLSuffix|NotificationARNs|NoValue)$/;

interface Reference {
  id: string;
  /** Undefined for the resource itself. */
  attribute: string | undefined;
}

/** References that lead nowhere, and resources that wait for each other. */
export function checkReferences(template: Template, spec: Spec): string[] {
  const { Resources, Parameters = {}, Outputs = {} } = template;
  const problems: string[] = [];
  const needs = new Map<string, string[]>();

  function check(at: string, { id, attribute }: Reference): void {
    if (attribute === undefined && (PSEUDO.test(id) || id in Parameters)) return;
    const resource = Resources[id];
    if (resource === undefined) problems.push(`${at}: there is no ${id}`);
    else if (attribute !== undefined && !hasAttribute(resource, attribute, spec)) {
      problems.push(`${at}: ${id} has no ${attribute}`);
    }
  }

  for (const [id, resource] of Object.entries(Resources)) {
    const wanted = [resource.DependsOn ?? []]
      .flat()
      .map((one) => ({ id: one, attribute: undefined }));
    const references = [...wanted, ...referencesIn(resource.Properties)];
    for (const reference of references) check(id, reference);
    needs.set(
      id,
      references.map((one) => one.id),
    );
  }
  for (const [name, output] of Object.entries(Outputs)) {
    for (const reference of referencesIn(output.Value)) check(`output ${name}`, reference);
  }
  for (const id of needs.keys()) {
    if (reaches(id, id, needs, new Set())) problems.push(`${id}: waits for itself`);
  }
  return problems;
}

function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  const { name, argument } = intrinsicOf(value) ?? {};
  if (name === "Ref") return [{ id: String(argument), attribute: undefined }];
  if (name === "Fn::GetAtt") {
    const [id = "", ...rest] = Array.isArray(argument) ? argument : String(argument).split(".");
    return [{ id: String(id), attribute: rest.join(".") }];
  }
  if (name === "Fn::Sub") return inText(argument);
  return Object.values(value).flatMap(referencesIn);
}

/** `${Name}` and `${Name.Attribute}`; names that come with it are its own. */
function inText(argument: unknown): Reference[] {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = ""]) => name);
  return [
    ...referencesIn(own),
    ...names
      .filter((name) => !(name in own))
      .map((name) => {
        const [id = "", ...rest] = name.split(".");
        return { id, attribute: rest.length === 0 ? undefined : rest.join(".") };
      }),
  ];
}

function hasAttribute({ Type }: Resource, attribute: string, spec: Spec): boolean {
  // What a resource of one's own gives is its own matter.
  if (Type.startsWith("Custom::")) return true;
  const found = spec.lookup("resource", "cloudFormationType", "equals", Type);
  return found.length > 0 && attribute in found.only().attributes;
}

function reaches(
  from: string,
  to: string,
  needs: Map<string, string[]>,
  seen: Set<string>,
): boolean {
  return (needs.get(from) ?? []).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, to, needs, seen);
  });
}
