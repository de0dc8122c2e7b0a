/** AWS's own description of its resources, as `@aws-cdk/aws-service-spec` has it. */
export interface Spec {
  lookup(
    kind: "resource",
    index: "cloudFormationType",
    how: "equals",
    type: string,
  ): { length: number; only(): ResourceSpec };
  get(kind: "typeDefinition", ref: unknown): { name: string; properties: Properties };
}

interface ResourceSpec {
  properties: Properties;
  attributes: Record<string, unknown>;
}

export type Properties = Record<string, { type: PropertyType; required?: boolean }>;
export type PropertyType =
  | { type: "string" | "number" | "integer" | "boolean" | "json" | "date-time" | "null" | "tag" }
  | { type: "array" | "map"; element: PropertyType }
  | { type: "ref"; reference: unknown }
  | { type: "union"; types: PropertyType[] };
