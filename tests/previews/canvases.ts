import type { Canvas } from '../../src/previews/painting/canvas.ts';

/** An empty canvas in memory of its own. */
export function createCanvas(width: number, height: number): Canvas {
  return {
    width,
    height,
    bytes: new Uint8Array((width + 1) * height),
    starts: new Uint16Array(height).fill(width),
    ends: new Uint16Array(height),
  };
}
