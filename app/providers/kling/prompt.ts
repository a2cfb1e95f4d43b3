/** The prompt of Omni-Image: what a merchant writes, and what becomes of it. */

export const personName = "<<<image_1>>>";
export const garmentsName = "{garments}";

export const usualPrompt =
  "Dress the person of <<<image_1>>> in {garments}. Keep the face, the body, the pose and the background of <<<image_1>>> as they are. Show the garment's colour, pattern and cut exactly.";

/** The garments' pictures come after the person's: one, or the two of an outfit. */
export function fillPrompt(prompt: string, garmentCount: number): string {
  const names = Array.from({ length: garmentCount }, (_, index) => `<<<image_${index + 2}>>>`);
  return prompt.replaceAll(garmentsName, names.join(" and "));
}
