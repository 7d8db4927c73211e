type Call = (...args: number[]) => number;

/** Numbers per glyph in the array {@link HarfBuzz.shape} returns. */
export const GLYPH_FIELDS = 6;

/** A font that HarfBuzz holds, as a handle into its memory. */
export type FontHandle = number;

export interface HarfBuzz {
  /** Copies a font file into HarfBuzz's memory, where it stays until it is removed. */
  addFont(data: Uint8Array): FontHandle;
  /** Frees the memory of a font, whose handle then means nothing. */
  removeFont(font: FontHandle): void;
  /** Chooses letter forms for a BCP 47 tag, e.g. the Romanian comma below. Kept until it is called again. */
  setLanguage(tag: string): void;
  /**
   * Shapes `text.slice(start, end)`, one font and one direction; the text around it is context for joining letters.
   *
   * @returns {@link GLYPH_FIELDS} numbers per glyph, in visual order: glyph id, index into `text` of its cluster,
   *   advance, x offset and y offset, these three in font units with y up; and 1 where the text cannot be parted before
   *   the cluster without both sides taking another shape, else 0
   */
  shape(font: FontHandle, text: string, start: number, end: number, rtl: boolean): Int32Array;
}

const MEMORY_MODE_WRITABLE = 2;
const LEFT_TO_RIGHT = 4;
const RIGHT_TO_LEFT = 5;
const NO_DOTTED_CIRCLE = 0x10;
const UNSAFE_TO_BREAK = 1;
const PAGE = 65_536;

/**
 * Binds harfbuzz.wasm without its JavaScript, which compiles code at run time and so cannot start in workerd.
 *
 * @throws {WebAssembly.LinkError} when the module asks for other imports than the five given here
 */
export function createHarfBuzz(module: WebAssembly.Module): HarfBuzz {
  const { exports } = new WebAssembly.Instance(
    module,
    imports(() => memory),
  );
  const memory = exports.memory as WebAssembly.Memory;
  const call = (name: string) => exports[name] as Call;
  const [malloc, free] = [call('malloc'), call('free')];
  const addText = call('hb_buffer_add_utf16');
  const [clear, guess, shapeBuffer] = [
    call('hb_buffer_clear_contents'),
    call('hb_buffer_guess_segment_properties'),
    call('hb_shape'),
  ];
  const [setDirection, setLanguage] = [call('hb_buffer_set_direction'), call('hb_buffer_set_language')];
  const [length, infos, positions] = [
    call('hb_buffer_get_length'),
    call('hb_buffer_get_glyph_infos'),
    call('hb_buffer_get_glyph_positions'),
  ];
  call('__wasm_call_ctors')();

  const buffer = call('hb_buffer_create')();
  call('hb_buffer_set_flags')(buffer, NO_DOTTED_CIRCLE);
  let capacity = 4096;
  let units = malloc(capacity * 2);
  let language = 0;
  const files = new Map<FontHandle, number>();

  function writeText(text: string): void {
    if (text.length > capacity) {
      free(units);
      capacity = text.length * 2;
      units = malloc(capacity * 2);
    }
    const view = new Uint16Array(memory.buffer, units, text.length);
    for (let i = 0; i < text.length; i++) view[i] = text.charCodeAt(i);
  }

  return {
    addFont(data) {
      const pointer = malloc(data.length);
      new Uint8Array(memory.buffer).set(data, pointer);
      const blob = call('hb_blob_create')(pointer, data.length, MEMORY_MODE_WRITABLE, 0, 0);
      const face = call('hb_face_create')(blob, 0);
      const font = call('hb_font_create')(face);
      // The font holds its face, and the face its blob: they go when it goes.
      call('hb_face_destroy')(face);
      call('hb_blob_destroy')(blob);
      files.set(font, pointer);
      return font;
    },

    removeFont(font) {
      call('hb_font_destroy')(font);
      free(files.get(font) ?? 0);
      files.delete(font);
    },

    setLanguage(tag) {
      // HarfBuzz keeps every language it has seen for good: two letters bound that to 676 entries.
      const code = /^([a-z]{2})(?:-|$)/i.exec(tag)?.[1] ?? '';
      new Uint8Array(memory.buffer, units, code.length).set([...code].map((letter) => letter.charCodeAt(0)));
      language = code === '' ? 0 : call('hb_language_from_string')(units, code.length);
    },

    shape(font, text, start, end, rtl) {
      writeText(text);
      clear(buffer);
      addText(buffer, units, text.length, start, end - start);
      setDirection(buffer, rtl ? RIGHT_TO_LEFT : LEFT_TO_RIGHT);
      if (language !== 0) setLanguage(buffer, language);
      guess(buffer);
      shapeBuffer(font, buffer, 0, 0);
      return readGlyphs(memory, length(buffer), infos(buffer, 0) >> 2, positions(buffer, 0) >> 2);
    },
  };
}

/** Both of HarfBuzz's arrays hold five 32-bit fields per glyph (hb_glyph_info_t, hb_glyph_position_t). */
function readGlyphs(memory: WebAssembly.Memory, count: number, infos: number, positions: number): Int32Array {
  const words = new Int32Array(memory.buffer);
  const glyphs = new Int32Array(count * GLYPH_FIELDS);
  for (let i = 0; i < count; i++) {
    const [at, info, position] = [i * GLYPH_FIELDS, infos + i * 5, positions + i * 5];
    glyphs[at] = words[info] as number;
    glyphs[at + 1] = words[info + 2] as number;
    glyphs[at + 2] = words[position] as number;
    glyphs[at + 3] = words[position + 2] as number;
    glyphs[at + 4] = words[position + 3] as number;
    // The flags are the lowest bits of the mask (hb_glyph_flags_t).
    glyphs[at + 5] = (words[info + 1] as number) & UNSAFE_TO_BREAK;
  }
  return glyphs;
}

function imports(memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const stop = () => {
    throw new Error('HarfBuzz stopped');
  };
  return {
    wasi_snapshot_preview1: { proc_exit: stop },
    env: {
      _emscripten_runtime_keepalive_clear: () => {},
      _abort_js: stop,
      _setitimer_js: () => 0,
      emscripten_resize_heap: (size: number) => grow(memory(), size >>> 0),
    },
  };
}

/** Emscripten's answer when malloc runs out: 1 when the memory now holds `size` bytes, else 0. */
function grow(memory: WebAssembly.Memory, size: number): 0 | 1 {
  try {
    memory.grow(Math.ceil((size - memory.buffer.byteLength) / PAGE));
    return 1;
  } catch {
    return 0;
  }
}
