/** `--short`: the same tables from fewer rounds and smaller sizes, as the report of all of them is made unless asked otherwise. */
export const IS_SHORT: boolean = process.argv.includes('--short');

/** What the long form takes, or the short one. */
export function inForm<Value>(long: Value, short: Value): Value {
  return IS_SHORT ? short : long;
}
