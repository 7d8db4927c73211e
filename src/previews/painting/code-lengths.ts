// Made by scripts/preview-tables.ts.

/**
 * Length in bits of the code of each deflate literal and length symbol, 0 to 285, one hexadecimal digit each; complete,
 * and none longer than 11.
 */
export const LITERAL_CODE_LENGTHS: string =
  '3bbbbbbbbbbbbbbbbbbbbbbbbababbbabbbbbbbbbbbbbbaa7677777777777777777777764788888888888898999888785999' +
  '999aaaaaaaaa9aa9a9997bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' +
  'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb66666666566666777788889989aa4';

/** The same of each distance symbol, 0 to 29; none is longer than 8. */
export const DISTANCE_CODE_LENGTHS: string = '188888887777665656672878788888';
