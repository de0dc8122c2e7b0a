import picomatch from "picomatch";

/**
 * Whether a path (below the root, forward slashes) fits a glob. A pattern without wildcards also
 * stands for everything below the folder of that name, and for names that hold glob characters.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const glob = pattern
    .normalize("NFC")
    .replace(/^\.?\/+/, "")
    .replace(/\/+$/, "");
  const matches = picomatch(glob, { dot: true, strictBrackets: false });
  const folder = glob.replace(/\/\*\*$/, "");
  const isPlain = !/[*?!{]/.test(folder);
  return (path) => {
    const normal = path.normalize("NFC");
    if (matches(normal)) return true;
    return isPlain && (normal === folder || normal.startsWith(`${folder}/`));
  };
}

/** Whether a path fits any of the globs. */
export function anyPathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map(pathMatcher);
  return (path) => matchers.some((matches) => matches(path));
}
