/** What Atelier Nord sells, in short: one line of facts for each style. products.ts makes Shopify's shape of it. */
import { breton, foldedTop, jumper, tee, vest } from "./cloth/tops.ts";
import { denimJacket, overshirt, shirt } from "./cloth/shirts.ts";
import { buttonSkirt, jeans, pleatedSkirt, trousers, wideTrousers } from "./cloth/lowers.ts";
import { shiftDress, tote, wrapDress } from "./cloth/dresses.ts";
import { stripes } from "./cloth/parts.ts";
import type { Dye } from "./cloth/parts.ts";
import type { Frame } from "./cloth/render.ts";
import type { Sketch } from "./cloth/sketch.ts";

export type View = { name: string; words: string; draw: (dye: Dye) => Sketch; frame: Frame };

export type Colour = Dye & { name: string; soldOut?: string; file?: "webp" };

export type Style = {
  handle: string;
  title: string;
  text: string;
  type: string;
  category: string;
  tags: string[];
  priceCents: number;
  colours: Colour[];
  sizes: string[];
  /** The first view is drawn for each colour, the others for the first colour only. */
  views: [View, ...View[]];
  /** Left out: the colours are an option only when there are several. */
  size?: { width: number; height: number };
  draft?: boolean;
};

const clothing = "Apparel & Accessories > Clothing";
const letters = ["XS", "S", "M", "L", "XL"];

const whole = (draw: View["draw"], top = 0): View => ({
  name: "front",
  words: "front",
  draw,
  frame: { x: 0, y: top, width: 1200, height: 1500 },
});

const near = (draw: View["draw"], x: number, y: number, width: number): View => ({
  name: "detail",
  words: "close view",
  draw,
  frame: { x, y, width, height: width * 1.25 },
});

const folded = (draw: View["draw"]): View => ({
  name: "folded",
  words: "folded",
  draw,
  frame: { x: 150, y: 110, width: 900, height: 1125 },
});

export const range: Style[] = [
  {
    handle: "fjell-t-shirt",
    title: "Fjell T-shirt",
    text: "<p>The one you reach for first. Heavy combed cotton with a close rib at the neck and a straight hem that sits well outside of trousers.</p><p>Washes at 40 °C, keeps its shape.</p>",
    type: "T-shirts",
    category: `${clothing} > Clothing Tops > T-Shirts`,
    tags: ["try-on", "basics", "organic cotton"],
    priceCents: 3900,
    colours: [
      { name: "Moss", base: "#66755a", accent: "#22304f" },
      { name: "Clay", base: "#b3674c", accent: "#22304f" },
      { name: "Night", base: "#3c4760", accent: "#22304f", soldOut: "M" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(tee, -20), near(tee, 380, 190, 520), folded((dye) => foldedTop(dye, "jersey"))],
  },
  {
    handle: "skagen-breton-top",
    title: "Skagen Breton Top",
    text: "<p>Stripes as sailors wore them, on a dense cotton jersey. Boat neck, long sleeves, a little room at the waist.</p>",
    type: "Tops",
    category: `${clothing} > Clothing Tops > T-Shirts`,
    tags: ["try-on", "stripes"],
    priceCents: 5900,
    colours: [
      { name: "Ecru and navy", base: "#ddd1b8", accent: "#2b3a5e" },
      { name: "Ecru and rust", base: "#ddd1b8", accent: "#a4502f" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(breton, -36), folded((dye) => foldedTop(dye, "jersey", stripes(dye, 0, 414)))],
  },
  {
    handle: "aland-linen-shirt",
    title: "Åland Linen Shirt",
    text: "<p>Washed linen from a mill in Lithuania, with mother-of-pearl buttons and one patch pocket. Cool in July, good under a jumper in October.</p>",
    type: "Shirts",
    category: `${clothing} > Clothing Tops > Shirts`,
    tags: ["try-on", "linen", "summer"],
    priceCents: 8900,
    colours: [
      { name: "Sky", base: "#a9bfd0", accent: "#ece4d2" },
      { name: "Sand", base: "#cdb692", accent: "#f0e8d6" },
    ],
    sizes: letters,
    views: [whole(shirt, -54), near(shirt, 370, 180, 500)],
  },
  {
    handle: "bergen-knit-jumper",
    title: "Bergen Knit Jumper",
    text: "<p>Lambswool knitted in the round on an old machine, with deep ribs at cuffs and hem. Warm without weight.</p>",
    type: "Knitwear",
    category: `${clothing} > Clothing Tops > Sweaters`,
    tags: ["try-on", "wool", "winter"],
    priceCents: 12900,
    colours: [
      { name: "Rust", base: "#a5593f", accent: "#000000" },
      { name: "Forest", base: "#41594c", accent: "#000000", file: "webp" },
      { name: "Oat", base: "#d3c3a4", accent: "#000000" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(jumper, -40), near(jumper, 150, 640, 560), folded((dye) => foldedTop(dye, "knit"))],
  },
  {
    handle: "harbour-denim-jacket",
    title: "Harbour Denim Jacket",
    text: "<p>A short jacket in rigid twelve-ounce denim. Two chest pockets, copper buttons, and seams that will fade the way you wear it.</p>",
    type: "Jackets",
    category: `${clothing} > Outerwear > Coats & Jackets`,
    tags: ["try-on", "denim"],
    priceCents: 14900,
    colours: [
      { name: "Indigo", base: "#4d6888", accent: "#d9a55c" },
      { name: "Washed black", base: "#4b4b50", accent: "#9a948a" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(denimJacket, -80), near(denimJacket, 560, 330, 440)],
  },
  {
    handle: "odense-tailored-trousers",
    title: "Odense Tailored Trousers",
    text: "<p>Pleated at the front, tapered to the ankle, pressed once and forgotten. A wool blend that shrugs off a day of sitting.</p>",
    type: "Trousers",
    category: `${clothing} > Pants`,
    tags: ["try-on", "office"],
    priceCents: 11900,
    colours: [
      { name: "Charcoal", base: "#57575c", accent: "#2c2a28" },
      { name: "Camel", base: "#b08a5c", accent: "#5f4529" },
    ],
    sizes: ["36", "38", "40", "42"],
    views: [whole((dye) => trousers(dye)), near((dye) => trousers(dye), 330, 90, 540)],
  },
  {
    handle: "holmen-straight-jeans",
    title: "Holmen Straight Jeans",
    text: "<p>A straight leg, a middle rise, no stretch. Softens in a week and lasts for years.</p>",
    type: "Jeans",
    category: `${clothing} > Pants > Jeans`,
    tags: ["try-on", "denim"],
    priceCents: 9900,
    colours: [
      { name: "Mid blue", base: "#5f7f9f", accent: "#d9a55c" },
      { name: "Black", base: "#48484d", accent: "#8d8880" },
    ],
    sizes: ["28", "30", "32", "34"],
    views: [whole(jeans), near(jeans, 340, 100, 500)],
  },
  {
    handle: "gotland-wide-trousers",
    title: "Gotland Wide Trousers",
    text: "<p>Loose linen trousers with a flat front and a long, easy fall. Made for warm evenings.</p>",
    type: "Trousers",
    category: `${clothing} > Pants`,
    tags: ["linen", "summer"],
    priceCents: 9500,
    colours: [{ name: "Olive", base: "#7f7c58", accent: "#efe4cc" }],
    sizes: ["S", "M", "L"],
    views: [whole(wideTrousers, 10), near(wideTrousers, 340, 90, 520)],
  },
  {
    handle: "lund-pleated-skirt",
    title: "Lund Pleated Skirt",
    text: "<p>Fine knife pleats that open as you walk. Falls to the middle of the calf.</p>",
    type: "Skirts",
    category: `${clothing} > Skirts`,
    tags: ["try-on", "pleats"],
    priceCents: 8500,
    colours: [
      { name: "Terracotta", base: "#b0573f", accent: "#000000" },
      { name: "Slate", base: "#5d6b7c", accent: "#000000" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(pleatedSkirt, 20), near(pleatedSkirt, 340, 200, 520)],
  },
  {
    handle: "vesterbro-button-skirt",
    title: "Vesterbro Button Skirt",
    text: "<p>An A-line in brushed cotton twill, buttoned down the front, with two pockets deep enough for a telephone.</p>",
    type: "Skirts",
    category: `${clothing} > Skirts`,
    tags: ["cotton"],
    priceCents: 7900,
    colours: [{ name: "Ochre", base: "#b5884f", accent: "#573922" }],
    sizes: ["S", "M", "L"],
    views: [whole(buttonSkirt, -90), near(buttonSkirt, 380, 190, 480)],
  },
  {
    handle: "sunne-wrap-dress",
    title: "Sunne Wrap Dress",
    text: "<p>A dress that ties at the side and moves when you do. Fluid viscose, short sleeves, hem below the knee.</p>",
    type: "Dresses",
    category: `${clothing} > Dresses`,
    tags: ["try-on", "summer", "new"],
    priceCents: 13500,
    colours: [
      { name: "Emerald", base: "#356a5a", accent: "#000000" },
      { name: "Plum", base: "#75435f", accent: "#000000" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(wrapDress), near(wrapDress, 330, 110, 540)],
  },
  {
    handle: "kiruna-shift-dress",
    title: "Kiruna Shift Dress",
    text: "<p>A clean line from shoulder to knee in a light wool crepe. Alone in spring, over a fine jumper in winter.</p>",
    type: "Dresses",
    category: `${clothing} > Dresses`,
    tags: ["try-on", "office", "new"],
    priceCents: 12500,
    colours: [
      { name: "Ink", base: "#3b4a6b", accent: "#000000" },
      { name: "Rosewood", base: "#a05a5e", accent: "#000000" },
    ],
    sizes: ["S", "M", "L"],
    views: [whole(shiftDress, -75), near(shiftDress, 360, 120, 480)],
  },
  {
    handle: "archive-ribbed-vest",
    title: "Archive Ribbed Vest",
    text: "<p>The last pieces from an earlier season. A fine rib, cut close.</p>",
    type: "Tops",
    category: `${clothing} > Clothing Tops > Tank Tops`,
    tags: ["archive", "sale"],
    priceCents: 1900,
    colours: [{ name: "Sage", base: "#8a9078", accent: "#000000" }],
    sizes: ["S", "M"],
    views: [whole(vest, -25), near(vest, 380, 190, 460)],
    size: { width: 200, height: 260 },
  },
  {
    handle: "torget-canvas-tote",
    title: "Torget Canvas Tote",
    text: "<p>Undyed canvas with bridle-leather handles. Carries a market's worth of apples.</p>",
    type: "Bags",
    category: "Apparel & Accessories > Handbags, Wallets & Cases > Handbags",
    tags: ["accessories"],
    priceCents: 6900,
    colours: [{ name: "Natural", base: "#cfc09f", accent: "#8a5a35" }],
    sizes: [],
    views: [whole(tote, -60), near(tote, 380, 420, 460)],
  },
  {
    handle: "narvik-wool-overshirt",
    title: "Narvik Wool Overshirt",
    text: "<p>For the coming season: boiled wool, two flap pockets, horn buttons.</p>",
    type: "Jackets",
    category: `${clothing} > Outerwear > Coats & Jackets`,
    tags: ["try-on", "wool"],
    priceCents: 17900,
    colours: [{ name: "Peat", base: "#6b5847", accent: "#2f2620" }],
    sizes: ["S", "M", "L"],
    views: [whole(overshirt, -54), near(overshirt, 560, 340, 440)],
    draft: true,
  },
];
