const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  æ: "ae",
  œ: "oe",
  ё: "е",
};

/** A word without cases and marks: Müller, MÜLLER and Muller are one. */
export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßøłđıæœё]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The same with two letters for each umlaut, as addresses have it: mueller. */
export function spellOut(word: string): string {
  const spelt = word
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/[äöüå]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", å: "aa" })[letter] ?? letter);
  return foldWord(spelt);
}
