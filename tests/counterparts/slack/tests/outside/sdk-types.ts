import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

const bolt = createRequire(import.meta.url).resolve("@slack/bolt");
const WEB_API = dirname(createRequire(bolt).resolve("@slack/web-api/package.json"));
const TYPES = dirname(createRequire(join(WEB_API, "x")).resolve("@slack/types/package.json"));

export interface Field {
  name: string;
  required: boolean;
}

/** What the installed SDK's own declarations say of a type: its fields, over all of its variants. */
export interface SdkTypes {
  fieldsOf(type: string): Field[] | undefined;
}

/** Reads the declarations once; takes about two seconds. */
export function readSdkTypes(): SdkTypes {
  const roots = [
    join(WEB_API, "dist/types/request/index.d.ts"),
    join(TYPES, "dist/index.d.ts"),
    join(TYPES, "dist/block-kit/block-elements.d.ts"),
  ];
  const program = ts.createProgram(roots, {
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
    lib: ["lib.es5.d.ts"],
  });
  const checker = program.getTypeChecker();
  const exported = new Map<string, ts.Symbol>();
  for (const root of roots) {
    const source = program.getSourceFile(root);
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    if (module === undefined) continue;
    for (const symbol of checker.getExportsOfModule(module)) exported.set(symbol.name, symbol);
  }
  return {
    fieldsOf(name) {
      const symbol = exported.get(name);
      if (symbol === undefined) return undefined;
      const aliased =
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return fields(checker, checker.getDeclaredTypeOfSymbol(aliased));
    },
  };
}

function fields(checker: ts.TypeChecker, type: ts.Type): Field[] {
  const variants = (type.isUnion() ? type.types : [type]).filter(
    (one) => (one.flags & ts.TypeFlags.Undefined) === 0,
  );
  const required = new Map<string, boolean>();
  for (const [i, variant] of variants.entries()) {
    const own = checker.getPropertiesOfType(variant);
    const needs = new Set(
      own.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0).map(({ name }) => name),
    );
    for (const { name } of own) {
      const before = i === 0 ? true : (required.get(name) ?? false);
      required.set(name, before && needs.has(name));
    }
    for (const name of required.keys()) if (!needs.has(name)) required.set(name, false);
  }
  return [...required].map(([name, isRequired]) => ({ name, required: isRequired }));
}
