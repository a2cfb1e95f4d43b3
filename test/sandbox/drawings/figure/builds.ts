/** The people of the sandbox: drawn, of no real model. Lengths are in units of a figure 1200 high. */
export type Hair = "bun" | "afro" | "short" | "crop" | "bob" | "bald" | "ponytail" | "waves";

export type Build = {
  name: string;
  label: string;
  /** The figure's height on the picture, which is 1350 high. */
  tall: number;
  /** Half widths. */
  shoulder: number;
  chest: number;
  waist: number;
  hip: number;
  thigh: number;
  arm: number;
  neck: number;
  jaw: number;
  skin: string;
  hair: Hair;
  hairColour: string;
  beard?: boolean;
  lips: string;
  wall: string;
};

export const builds: Build[] = [
  {
    name: "maja",
    label: "Maja, slim",
    tall: 1205,
    shoulder: 119,
    chest: 90,
    waist: 74,
    hip: 101,
    thigh: 47,
    arm: 24,
    neck: 28,
    jaw: 35,
    skin: "#eec9b0",
    hair: "bun",
    hairColour: "#b98a54",
    lips: "#c4746c",
    wall: "#dbe4e4",
  },
  {
    name: "amara",
    label: "Amara, curvy",
    tall: 1180,
    shoulder: 130,
    chest: 111,
    waist: 96,
    hip: 139,
    thigh: 65,
    arm: 33,
    neck: 31,
    jaw: 38,
    skin: "#8a5a3f",
    hair: "afro",
    hairColour: "#2b211d",
    lips: "#8f433f",
    wall: "#ece3d6",
  },
  {
    name: "jonas",
    label: "Jonas, medium",
    tall: 1225,
    shoulder: 146,
    chest: 109,
    waist: 94,
    hip: 101,
    thigh: 52,
    arm: 32,
    neck: 36,
    jaw: 44,
    skin: "#e3b695",
    hair: "short",
    hairColour: "#5b3f2b",
    lips: "#b8796a",
    wall: "#dde4ea",
  },
  {
    name: "mei",
    label: "Mei, petite",
    tall: 1105,
    shoulder: 120,
    chest: 93,
    waist: 79,
    hip: 102,
    thigh: 49,
    arm: 24,
    neck: 28,
    jaw: 35,
    skin: "#e8c19c",
    hair: "bob",
    hairColour: "#211d20",
    lips: "#bf6664",
    wall: "#dfe5dc",
  },
  {
    name: "kofi",
    label: "Kofi, tall and athletic",
    tall: 1265,
    shoulder: 153,
    chest: 113,
    waist: 89,
    hip: 99,
    thigh: 54,
    arm: 34,
    neck: 38,
    jaw: 44,
    skin: "#6f4630",
    hair: "crop",
    hairColour: "#1d1815",
    lips: "#7f4a41",
    wall: "#e8e4de",
  },
  {
    name: "lars",
    label: "Lars, broad",
    tall: 1200,
    shoulder: 160,
    chest: 136,
    waist: 139,
    hip: 133,
    thigh: 64,
    arm: 39,
    neck: 42,
    jaw: 49,
    skin: "#e9bfa5",
    hair: "bald",
    hairColour: "#8a5636",
    beard: true,
    lips: "#b67466",
    wall: "#dce3e6",
  },
  {
    name: "ines",
    label: "Ines, medium",
    tall: 1190,
    shoulder: 126,
    chest: 100,
    waist: 84,
    hip: 117,
    thigh: 55,
    arm: 27,
    neck: 29,
    jaw: 37,
    skin: "#cf9c74",
    hair: "ponytail",
    hairColour: "#3b2820",
    lips: "#b1605a",
    wall: "#e6e2ea",
  },
  {
    name: "ravi",
    label: "Ravi, lean",
    tall: 1220,
    shoulder: 139,
    chest: 99,
    waist: 84,
    hip: 94,
    thigh: 47,
    arm: 28,
    neck: 34,
    jaw: 41,
    skin: "#a8744f",
    hair: "waves",
    hairColour: "#1f1917",
    lips: "#98594d",
    wall: "#e9e6dc",
  },
];
