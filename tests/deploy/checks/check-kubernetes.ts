import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  // biome-ignore lint/suspicious/noExplicitAny: what the schema has let through is looked into freely.
  [field: string]: any;
}

type Module = Record<string, new (data: object) => { validate(): void }>;

/** What the API of Kubernetes is, as far as we use it. */
const APIS: Record<string, () => Promise<unknown>> = {
  v1: () => import("kubernetes-models/v1"),
  "apps/v1": () => import("kubernetes-models/apps/v1"),
  "batch/v1": () => import("kubernetes-models/batch/v1"),
  "networking.k8s.io/v1": () => import("kubernetes-models/networking.k8s.io/v1"),
  "policy/v1": () => import("kubernetes-models/policy/v1"),
};

/**
 * What is wrong with objects, by the schemas of Kubernetes. Those let fields pass that they do not
 * know; the types made from the same schemas do not, so the compiler is asked as well.
 */
export async function checkKubernetes(objects: KubernetesObject[]): Promise<string[]> {
  const problems: string[] = [];
  for (const object of objects) {
    const named = `${object.kind} ${object.metadata?.name}`;
    const Model = ((await APIS[object.apiVersion]?.()) as Module | undefined)?.[object.kind];
    if (Model === undefined)
      problems.push(`${named}: there is no ${object.kind} in ${object.apiVersion}`);
    else {
      try {
        new Model(object).validate();
      } catch (error) {
        problems.push(`${named}: ${(error as Error).message}`);
      }
    }
  }
  return problems.length > 0 ? problems : findUnknownFields(objects);
}

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const OPTIONS: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
};

function findUnknownFields(objects: KubernetesObject[]): string[] {
  const file = join(ROOT, "objects-of-kubernetes.mts");
  const lines = objects.map(
    (object, n) =>
      `export const object${n}: import("kubernetes-models/${object.apiVersion}").I${object.kind} = ${JSON.stringify(object)};`,
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, lines.join("\n"), ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], OPTIONS, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ start, messageText }) => {
      const line = lines.join("\n").slice(0, start).split("\n").length - 1;
      const { kind, metadata } = objects[line] ?? { kind: "?", metadata: { name: "?" } };
      return `${kind} ${metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}
