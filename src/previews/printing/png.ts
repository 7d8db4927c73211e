import type { CanvasKernel } from '../painting/canvas-kernel.ts';

/**
 * Writes what is on the kernel's canvas as an 8-bit indexed-colour PNG.
 *
 * @param palette three bytes per entry, 1 to 256 entries; no pixel may name a later entry (PNG 3rd ed. §11.2.2)
 */
export function writePng({ bytes, addresses, writePng }: CanvasKernel, palette: Uint8Array): Uint8Array {
  bytes.set(palette, addresses.palette);
  const length = writePng(palette.length / 3);
  return bytes.slice(addresses.png, addresses.png + length);
}
