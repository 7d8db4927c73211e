import type { OpenedPicture } from '../../src/domain/picture.ts';

type Colour = readonly [number, number, number];
type Shader = (x: number, y: number) => Colour;

const [WIDTH, HEIGHT] = [1200, 630];

/** A picture of the size of a card, each pixel of its own colour; `x` and `y` run from 0 to 1. */
function shadePhoto(shader: Shader): OpenedPicture {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    rgba.set(shader((at % WIDTH) / WIDTH, Math.floor(at / WIDTH) / HEIGHT).map(Math.round), at * 4);
    rgba[at * 4 + 3] = 255;
  }
  return { width: WIDTH, height: HEIGHT, rgba };
}

function mix(from: Colour, to: Colour, part: number): Colour {
  const at = Math.min(1, Math.max(0, part));
  return [0, 1, 2].map((i) => (from[i] ?? 0) + ((to[i] ?? 0) - (from[i] ?? 0)) * at) as unknown as Colour;
}

function ridge(x: number, octaves: readonly (readonly [number, number, number])[]): number {
  return octaves.reduce((sum, [size, waves, shift]) => sum + size * Math.sin(x * waves + shift), 0);
}

/** Pseudo-random numbers from 0 to 1 of a place: the same on every machine. */
function grain(x: number, y: number): number {
  let mixed = Math.imul(Math.round(x * WIDTH), 374_761_393) ^ Math.imul(Math.round(y * HEIGHT), 668_265_263);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** A sun over three ridges and water: what news photos are like, light above and busy below. */
export function valley(): OpenedPicture {
  return shadePhoto((x, y) => {
    const glow = Math.max(0, 1 - Math.hypot((x - 0.72) * 1.9, y - 0.3) * 1.7);
    let colour = mix(mix([112, 158, 205], [247, 205, 160], y * 1.7), [255, 240, 205], glow ** 2);
    if (Math.hypot((x - 0.72) * 1.905, y - 0.3) < 0.062) colour = [255, 250, 232];
    for (const [index, layer] of RIDGES.entries()) {
      const top = layer.top + ridge(x, layer.octaves);
      if (y > top) colour = mix(layer.colour, layer.foot, (y - top) * (3 + index));
    }
    if (y > 0.82) {
      const wave = Math.sin(y * 420 + Math.sin(x * 9) * 3) * 0.5 + 0.5;
      colour = mix(colour, [205, 178, 150], 0.18 + 0.3 * wave * (1 - Math.abs(x - 0.72) * 1.4));
    }
    return colour;
  });
}

const RIDGES: readonly {
  top: number;
  octaves: readonly (readonly [number, number, number])[];
  colour: Colour;
  foot: Colour;
}[] = [
  {
    top: 0.44,
    octaves: [
      [0.05, 7, 1],
      [0.018, 23, 2],
    ],
    colour: [138, 142, 170],
    foot: [206, 186, 180],
  },
  {
    top: 0.58,
    octaves: [
      [0.06, 5, 4],
      [0.02, 31, 1],
    ],
    colour: [88, 104, 118],
    foot: [150, 150, 140],
  },
  {
    top: 0.74,
    octaves: [
      [0.05, 4, 2],
      [0.03, 13, 0],
    ],
    colour: [52, 74, 66],
    foot: [96, 112, 84],
  },
];

/** Windows of a tower at night: dark, with small lights. */
export function night(): OpenedPicture {
  return shadePhoto((x, y) => {
    const [column, row] = [Math.floor(x * 40), Math.floor(y * 26)];
    const isPane = (x * 40) % 1 > 0.25 && (y * 26) % 1 > 0.35;
    const isLit = grain(column / 97, row / 53) > 0.72;
    if (x < 0.28 || x > 0.86 || !isPane) return mix([9, 12, 22], [24, 28, 44], y);
    return isLit ? mix([255, 208, 128], [210, 150, 80], grain(row / 31, column / 71)) : [30, 35, 52];
  });
}

/** A photo of one colour. */
export function plainPhoto(colour: Colour): OpenedPicture {
  return shadePhoto(() => colour);
}

/** Every pixel at random: the worst that a JPEG and a reader can meet. */
export function noise(): OpenedPicture {
  return shadePhoto((x, y) => [grain(x, y) * 255, grain(y, x) * 255, grain(x + 1, y + 1) * 255]);
}

/** Black and white tiles of so many pixels. */
export function tiles(size: number): OpenedPicture {
  return shadePhoto((x, y) => {
    const isWhite = (Math.floor((x * WIDTH) / size) + Math.floor((y * HEIGHT) / size)) % 2 === 0;
    return isWhite ? [255, 255, 255] : [0, 0, 0];
  });
}
