/** The small mark in the corner. Its letters are strokes, so that it needs no font on the machine. */
const letters: Record<string, string> = {
  S: "M7 1.500Q5.500 0 3.500 0Q0.500 0 0.500 2.500Q0.500 4.500 3.700 5Q7 5.500 7 7.700Q7 10 3.700 10Q1.500 10 0 8.300",
  A: "M0 10L3.700 0L7.400 10M1.400 6.600H6",
  N: "M0.500 10V0L6.900 10V0",
  D: "M0.500 0V10H3Q7 10 7 5T3 0Z",
  B: "M0.500 0V10H4Q6.800 10 6.800 7.300Q6.800 4.800 4 4.800H0.500M4 4.800Q6.200 4.800 6.200 2.400Q6.200 0 3.700 0H0.500",
  O: "M3.800 0Q7.500 0 7.500 5T3.800 10T0 5T3.800 0Z",
  X: "M0.300 0L6.800 10M6.800 0L0.300 10",
  P: "M0.500 10V0H4Q6.900 0 6.900 2.800T4 5.600H0.500",
  I: "M3.700 0V10",
  C: "M7.200 1.800Q6 0 3.900 0Q0 0 0 5T3.900 10Q6 10 7.200 8.200",
  T: "M0 0H7.400M3.700 0V10",
  U: "M0.500 0V6.500Q0.500 10 3.700 10T6.900 6.500V0",
  R: "M0.500 10V0H4Q6.700 0 6.700 2.600T4 5.200H0.500M4 5.200L7 10",
  E: "M6.300 0H0.500V10H6.300M0.500 4.900H5.400",
};

const advance = 10.6;

/** The mark as a picture; its width follows from the width of the picture that it is for. */
export function mark(width: number): { svg: Buffer; width: number; height: number } {
  const text = "SANDBOX PICTURE";
  const strokes = Array.from(text, (letter, index) =>
    letters[letter] ? `<path transform="translate(${14 + index * advance} 9)" d="${letters[letter]}"/>` : "",
  );
  const [wide, high] = [text.length * advance + 25, 28];
  const shown = Math.max(90, Math.round(width * 0.19));
  const tall = Math.round((shown * high) / wide);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${shown}" height="${tall}" viewBox="0 0 ${wide} ${high}"><rect width="${wide}" height="${high}" rx="14" fill="#1d2430" fill-opacity="0.62"/><g fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${strokes.join("")}</g></svg>`;
  return { svg: Buffer.from(svg), width: shown, height: tall };
}
