type Call = (...args: number[]) => number;

const MEMORY_MODE_DUPLICATE = 0;
const NO_HINTING = 1;
const DROPPED_TABLES = 3;
const LAYOUT_FEATURES = 6;

// What a preview's text goes through by default: composition, language forms, joining, kerning, mark placement.
const KEPT_FEATURES = [
  'calt',
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
// Nothing here reads these: named instances, scan conversion hints, PostScript names, platform metrics.
const UNREAD_TABLES = ['STAT', 'gasp', 'post', 'OS/2'];

/**
 * Prepares HarfBuzz's subsetter. The returned function keeps the glyphs of the given code points with their
 * default layout features, and drops hints: a preview is drawn at sizes where they change nothing.
 *
 * @param wasm the bytes of harfbuzz-subset.wasm, which imports nothing
 * @throws {Error} from the returned function when HarfBuzz refuses the font
 */
export function createSubsetter(wasm: Uint8Array<ArrayBuffer>) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
  const memory = exports.memory as WebAssembly.Memory;
  const call = (name: string, ...args: number[]) => (exports[name] as Call)(...args);
  call('_initialize');

  return function subset(font: Uint8Array, codePoints: readonly number[]): Uint8Array {
    const pointer = call('malloc', font.length);
    new Uint8Array(memory.buffer).set(font, pointer);
    const blob = call('hb_blob_create', pointer, font.length, MEMORY_MODE_DUPLICATE, 0, 0);
    const face = call('hb_face_create', blob, 0);
    const input = call('hb_subset_input_create_or_fail');
    call('hb_subset_input_set_flags', input, NO_HINTING);
    const unicodes = call('hb_subset_input_unicode_set', input);
    for (const code of codePoints) call('hb_set_add', unicodes, code);
    const features = call('hb_subset_input_set', input, LAYOUT_FEATURES);
    call('hb_set_clear', features);
    for (const name of KEPT_FEATURES) call('hb_set_add', features, tag(name));
    const dropped = call('hb_subset_input_set', input, DROPPED_TABLES);
    for (const name of UNREAD_TABLES) call('hb_set_add', dropped, tag(name));
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

/** A table or feature name as HarfBuzz's 32-bit tag: four ASCII characters, the first one highest. */
function tag(name: string): number {
  return [...name].reduce((value, letter) => (value << 8) | letter.charCodeAt(0), 0);
}
