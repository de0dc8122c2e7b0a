type IdKind = "file" | "native" | "drive" | "person" | "domain";

/** Ids in Google's shapes, the same in every run. */
export function createIds(): (kind: IdKind) => string {
  let count = 0;
  return (kind) => {
    count += 1;
    const number = String(count);
    switch (kind) {
      case "file":
        return `1File${number.padStart(28, "0")}`;
      case "native":
        return `1Native${number.padStart(37, "0")}`;
      case "drive":
        return `0ADrive${number.padStart(9, "0")}PVA`;
      case "person":
        return `1${number.padStart(19, "0")}`;
      case "domain":
        return `2${number.padStart(19, "0")}k`;
    }
  };
}
