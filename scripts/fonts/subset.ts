import { tableTag } from '../../src/previews/fonts/font-tables.ts';

type Call = (...args: number[]) => number;

const MEMORY_MODE_DUPLICATE = 0;
const NO_HINTING = 1;
const DROPPED_TABLES = 3;
const LAYOUT_FEATURES = 6;

/**
 * What Latin goes through by default: composition, language forms, kerning, mark placement. Not `calt`: Inter's makes
 * `->` an arrow and 3x4 a product, which nobody wrote, and takes a quarter of the time to shape a text.
 */
export const LATIN_FEATURES: readonly string[] = [
  'ccmp',
  'curs',
  'init',
  'fina',
  'kern',
  'liga',
  'locl',
  'mark',
  'medi',
  'mkmk',
  'rlig',
];
/** Nothing is set from top to bottom. */
const VERTICAL_FEATURES = ['vert', 'vrt2', 'vkrn', 'vpal', 'valt', 'vchw', 'vhal'];
/** Nothing reads these: named instances, hints, PostScript names, metrics of platforms and of vertical lines. */
export const UNREAD_TABLES: readonly string[] = [
  'STAT',
  'gasp',
  'post',
  'OS/2',
  'BASE',
  'VORG',
  'vhea',
  'vmtx',
  'FFTM',
  'cvt ',
  'prep',
];

/**
 * Prepares HarfBuzz's subsetter. The returned function keeps the glyphs of the given code points with the given
 * layout features, or with all that horizontal text goes through by default, and drops hints: a preview is drawn at
 * sizes where they change nothing.
 *
 * @param wasm the bytes of harfbuzz-subset.wasm, which imports nothing
 * @throws {Error} from the returned function when HarfBuzz refuses the font
 */
export function createSubsetter(wasm: Uint8Array<ArrayBuffer>) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  const memory = exports.memory as WebAssembly.Memory;
  const call = (name: string, ...args: number[]) => (exports[name] as Call)(...args);
  call('_initialize');

  return function subset(
    font: Uint8Array,
    codePoints: Iterable<number>,
    kept?: readonly string[],
  ): Uint8Array {
    const pointer = call('malloc', font.length);
    new Uint8Array(memory.buffer).set(font, pointer);
    const blob = call('hb_blob_create', pointer, font.length, MEMORY_MODE_DUPLICATE, 0, 0);
    const face = call('hb_face_create', blob, 0);
    const input = call('hb_subset_input_create_or_fail');
    call('hb_subset_input_set_flags', input, NO_HINTING);
    const unicodes = call('hb_subset_input_unicode_set', input);
    for (const code of codePoints) call('hb_set_add', unicodes, code);
    const features = call('hb_subset_input_set', input, LAYOUT_FEATURES);
    if (kept) call('hb_set_clear', features);
    for (const name of kept ?? []) call('hb_set_add', features, tableTag(name));
    for (const name of VERTICAL_FEATURES) call('hb_set_del', features, tableTag(name));
    const dropped = call('hb_subset_input_set', input, DROPPED_TABLES);
    for (const name of UNREAD_TABLES) call('hb_set_add', dropped, tableTag(name));
    const cut = call('hb_subset_or_fail', face, input);
    if (cut === 0) throw new Error('HarfBuzz could not cut the font down');
    const result = call('hb_face_reference_blob', cut);
    const length = call('hb_blob_get_length', result);
    const data = call('hb_blob_get_data', result, 0);
    const bytes = new Uint8Array(memory.buffer).slice(data, data + length);
    for (const [destroy, handle] of [
      ['hb_blob_destroy', result],
      ['hb_face_destroy', cut],
      ['hb_subset_input_destroy', input],
      ['hb_face_destroy', face],
      ['hb_blob_destroy', blob],
      ['free', pointer],
    ] as const) {
      call(destroy, handle);
    }
    return bytes;
  };
}
