/** One output pixel's sources along an axis: index of the first, how many there are, address of their f32 weights. */
const TAP = 12;

/** Bytes that the table of an axis takes at most. */
export function tapsSize(extent: f64, goal: i32): i32 {
  return goal * TAP + (<i32>Math.ceil(extent) + 2 * goal) * 4;
}

@inline export function firstOf(table: usize, index: i32): i32 {
  return load<i32>(table + index * TAP);
}

@inline export function countOf(table: usize, index: i32): i32 {
  return load<i32>(table + index * TAP, 4);
}

@inline export function weightsOf(table: usize, index: i32): usize {
  return load<u32>(table + index * TAP, 8);
}

/**
 * Writes the table of an axis: `goal` output pixels are made of the `extent` source pixels from `start`, of which
 * `size` are there. Shrinking averages what each output pixel covers; enlarging interpolates between two neighbours.
 */
export function writeTaps(table: usize, start: f64, extent: f64, size: i32, goal: i32): void {
  const step = extent / <f64>goal;
  let weights = table + goal * TAP;
  for (let index = 0; index < goal; index++) {
    const count = step > 1
      ? average(table + index * TAP, weights, start + step * <f64>index, step, size)
      : interpolate(table + index * TAP, weights, start + step * (<f64>index + 0.5) - 0.5, size);
    weights += count * 4;
  }
}

/** The pixels between `from` and `from + step`, each by how much of it lies there. */
function average(tap: usize, weights: usize, from: f64, step: f64, size: i32): i32 {
  const first = clamp(<i32>Math.floor(from), size);
  const last = clamp(<i32>Math.ceil(from + step) - 1, size);
  for (let source = first; source <= last; source++) {
    const left = Math.max(from, <f64>source);
    const right = Math.min(from + step, <f64>source + 1);
    store<f32>(weights + (source - first) * 4, <f32>(Math.max(right - left, 0) / step));
  }
  return writeTap(tap, first, last - first + 1, weights);
}

/** The two pixels whose centres lie around `centre`, or the one at the edge. */
function interpolate(tap: usize, weights: usize, centre: f64, size: i32): i32 {
  const below = <i32>Math.floor(centre);
  const share = centre - Math.floor(centre);
  if (share == 0 || below < 0 || below >= size - 1) {
    store<f32>(weights, 1);
    return writeTap(tap, clamp(below, size), 1, weights);
  }
  store<f32>(weights, <f32>(1 - share));
  store<f32>(weights + 4, <f32>share);
  return writeTap(tap, below, 2, weights);
}

function writeTap(tap: usize, first: i32, count: i32, weights: usize): i32 {
  store<i32>(tap, first);
  store<i32>(tap + 4, count);
  store<u32>(tap + 8, <u32>weights);
  return count;
}

@inline function clamp(index: i32, size: i32): i32 {
  return max(0, min(index, size - 1));
}
