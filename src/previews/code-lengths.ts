// Made by scripts/preview-tables.ts.

/**
 * Length in bits of the code of each deflate literal and length symbol, 0 to 285, one hexadecimal digit each; complete,
 * and none longer than 11.
 */
export const LITERAL_CODE_LENGTHS: string =
  '4bbbbbbbbbbbbbbbbbbbbbbbbaaabbbabbabbbbbbbbbaaaa7666677777777777677766665778888888888888988888774889' +
  '999999999999999999886bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' +
  'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb76667766566766777888889989aa4';
