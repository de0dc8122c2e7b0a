/** Numbers are kept with the rounding of the machine that computed them: 4.3 as 4.2999999999999998. */
export function tidyNumber(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) && /\d\.\d{12,}|\dE[+-]?\d/i.test(text)
    ? String(Number(value.toPrecision(12)))
    : text;
}
