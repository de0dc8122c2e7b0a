/** A CloudFormation template, as far as it is looked at. */
export interface Template {
  Parameters?: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown }>;
}

export interface Resource {
  Type: string;
  DependsOn?: string | string[];
  Properties?: Record<string, unknown>;
}

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A function of CloudFormation's, which takes the place of a value: `{Ref: …}`. */
export function intrinsicOf(value: unknown): { name: string; argument: unknown } | undefined {
  if (!isObject(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  return /^(?:Ref|Condition|Fn::\w+)$/.test(name) ? { name, argument: value[name] } : undefined;
}
