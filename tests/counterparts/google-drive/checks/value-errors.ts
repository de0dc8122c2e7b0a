/** A parameter or a schema, as Google's discovery documents write them. */
export interface Described {
  type?: string;
  format?: string;
  enum?: string[];
  minimum?: string;
  maximum?: string;
  $ref?: string;
  properties?: Record<string, Described>;
  additionalProperties?: Described;
  items?: Described;
}

type Schemas = Readonly<Record<string, Described>>;

/** What is wrong with a value; each a sentence that begins with its place. */
export function valueErrors(
  place: string,
  value: unknown,
  described: Described,
  schemas: Schemas,
): string[] {
  const { $ref, type, items } = described;
  if ($ref !== undefined) {
    const schema = schemas[$ref];
    return schema === undefined
      ? [`${place} is of the unknown kind ${$ref}`]
      : valueErrors(place, value, schema, schemas);
  }
  if (type === undefined || type === "any") return [];
  if (type === "array") {
    if (!Array.isArray(value)) return [`${place} is no list`];
    return value.flatMap((one, at) => valueErrors(`${place}[${at}]`, one, items ?? {}, schemas));
  }
  if (type === "object") return objectErrors(place, value, described, schemas);
  return plainErrors(place, value, described);
}

function objectErrors(
  place: string,
  value: unknown,
  { properties = {}, additionalProperties }: Described,
  schemas: Schemas,
): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${place} is no object`];
  }
  return Object.entries(value).flatMap(([name, one]) => {
    const known = properties[name] ?? additionalProperties;
    if (known === undefined) return [`${place} has no ${name}`];
    return valueErrors(`${place}.${name}`, one, known, schemas);
  });
}

function plainErrors(place: string, value: unknown, described: Described): string[] {
  const { type, format, minimum, maximum } = described;
  const isNumber = type === "integer" || type === "number";
  const found: string = typeof value;
  if (found !== (isNumber ? "number" : type)) return [`${place} is no ${type}`];
  if (described.enum !== undefined && !described.enum.includes(String(value))) {
    return [`${place} is none of ${described.enum.join(", ")}`];
  }
  if (format === "int64" && !/^-?\d+$/.test(String(value))) return [`${place} is no int64`];
  if (format === "date-time" && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value))) {
    return [`${place} is no time`];
  }
  if (minimum !== undefined && Number(value) < Number(minimum)) return [`${place} < ${minimum}`];
  if (maximum !== undefined && Number(value) > Number(maximum)) return [`${place} > ${maximum}`];
  return [];
}
