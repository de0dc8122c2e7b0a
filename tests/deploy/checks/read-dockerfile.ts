import { type Copy, DockerfileParser, type JSONInstruction } from "dockerfile-ast";

export interface ReadDockerfile {
  /** Images of its stages, in their order. */
  from: string[];
  workdir: string;
  env: Record<string, string>;
  user: string;
  /** Copied from the repository into the last stage. */
  copies: { from: string[]; to: string }[];
  /** What is run when it starts. */
  commandLine: string[];
  healthcheck: string[];
}

/** What a Dockerfile says of its last stage. */
export function readDockerfile(text: string): ReadDockerfile {
  const file = DockerfileParser.parse(text);
  const all = file.getInstructions();
  const stages = file.getFROMs();
  const begin = stages.at(-1)?.getRange()?.start.line ?? 0;
  const last = all.filter((one) => (one.getRange()?.start.line ?? 0) >= begin);
  const of = (keyword: string) => last.filter((one) => one.getKeyword() === keyword);
  const argumentsOf = (keyword: string) => of(keyword).at(-1)?.getArgumentsContent() ?? "";
  const words = (keyword: string) => {
    const instruction = of(keyword).at(-1) as JSONInstruction | undefined;
    return (instruction?.getJSONStrings() ?? []).map(
      (word) => JSON.parse(word.getValue()) as string,
    );
  };
  const copies = of("COPY").filter((copy) => (copy as Copy).getFromFlag() === null);
  return {
    from: stages.map((stage) => stage.getImage() ?? ""),
    workdir: argumentsOf("WORKDIR"),
    env: Object.fromEntries(
      file
        .getENVs()
        .flatMap((env) =>
          env.getProperties().map((property) => [property.getName(), property.getValue() ?? ""]),
        ),
    ),
    user: argumentsOf("USER"),
    copies: copies.map((copy) => {
      const paths = copy.getArguments().map((word) => word.getValue());
      return { from: paths.slice(0, -1), to: paths.at(-1) ?? "" };
    }),
    commandLine: [...words("ENTRYPOINT"), ...words("CMD")],
    healthcheck: JSON.parse(/\bCMD\s+(\[.*\])/s.exec(argumentsOf("HEALTHCHECK"))?.[1] ?? "[]"),
  };
}
