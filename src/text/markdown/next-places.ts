/** From each place of a text, where a character stands next, that place included; -1 for nowhere. */
export function nextPlaces(text: string, character: string): Int32Array {
  const places = new Int32Array(text.length + 1).fill(-1);
  for (let at = text.length - 1; at >= 0; at -= 1) {
    places[at] = text[at] === character ? at : (places[at + 1] ?? -1);
  }
  return places;
}
