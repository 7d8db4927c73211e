/** Who wrote a post and when, as the last line under it says: `— Name (@handle) 13 September 2023`. */
export interface Attribution {
  /** Where the dash stands in the line: what comes before it belongs to the post. */
  start: number;
  /** Empty where only the handle is given. */
  name: string;
  handle: string;
  /** What follows the handle: the date, if anything. */
  printed: string;
  /** The em dash of X's own markup, or one of those that people and typesetters put in its place. */
  dash: Dash;
  /** Another dash stands where the name is: where the name begins is a guess. */
  doubtful: boolean;
}

const DASHES = ['—', '―', '--', '–'] as const;
type Dash = (typeof DASHES)[number];

/** In UTF-16 code units. A name has at most 50 characters, but a flag or a family is many units. */
const MAX_NAME = 120;
const MAX_PRINTED = 60;

/** The pattern of the end of an attribution, `(@handle)` and a date, for a platform's handles: without groups or anchors. */
export function signaturePattern(handle: string): RegExp {
  return new RegExp(`^\\(@(${handle})\\)(.{0,${MAX_PRINTED}})$`, 'u');
}

/**
 * Finds the attribution at the end of a line. `signature` is made by `signaturePattern`.
 * The last `(@handle)` counts, and before it the last dash, unless the line itself begins with one.
 * A single hyphen is no dash: names and sentences hold them.
 */
export function findAttribution(line: string, signature: RegExp): Attribution | undefined {
  const open = line.lastIndexOf('(@');
  if (open < 0) return undefined;
  const match = signature.exec(line.slice(open, open + 400));
  if (!match?.[1] || match[2] === undefined || open + match[0].length !== line.length) return undefined;
  const from = Math.max(0, open - MAX_NAME - 2);
  const near = line.slice(from, open);
  const leading = from === 0 ? DASHES.find((dash) => near.trimStart().startsWith(dash)) : undefined;
  const dash = leading ?? DASHES.find((candidate) => near.includes(candidate));
  if (!dash) return undefined;
  const at = leading ? near.indexOf(dash) : near.lastIndexOf(dash);
  const name = near.slice(at + dash.length).trim();
  return {
    start: from + at,
    name,
    handle: match[1],
    printed: match[2].trim(),
    dash,
    doubtful: /[—―]|\s(?:--|–)\s/.test(name),
  };
}

/** Takes a dash off the beginning of a line: what is left, or `undefined` where there is none. */
export function afterDash(line: string): string | undefined {
  const dash = DASHES.find((candidate) => line.trimStart().startsWith(candidate));
  return dash === undefined ? undefined : line.trimStart().slice(dash.length).trim();
}
