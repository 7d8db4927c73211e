import { parseFragment } from 'parse5';

/** An answer as its members; numbers are text where it came as XML. */
export type OembedMembers = Record<string, unknown>;

const COMMON = [
  'type',
  'version',
  'title',
  'author_name',
  'author_url',
  'provider_name',
  'provider_url',
  'cache_age',
];
const THUMBNAIL = ['thumbnail_url', 'thumbnail_width', 'thumbnail_height'];
const RICH = ['html', 'width', 'height'];

/**
 * What is wrong with an answer, by the specification of oEmbed (oembed.com, §2.3.4) for the type `rich`, and by the rule
 * of Misskey, which shows nothing but one https frame of at most 1,024 pixels.
 */
export function oembedProblems(
  answer: OembedMembers,
  room: { width?: number; height?: number } = {},
): string[] {
  const problems: string[] = [];
  const claim = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  claim(answer.version === '1.0', 'the version is not the text 1.0');
  claim(answer.type === 'rich', `the type is ${answer.type}`);
  for (const name of RICH) claim(answer[name] !== undefined, `${name} is missing`);
  const thumbnails = THUMBNAIL.filter((name) => answer[name] !== undefined).length;
  claim(thumbnails === 0 || thumbnails === THUMBNAIL.length, 'the thumbnail is told by halves');
  for (const [name, value] of Object.entries(answer)) {
    claim([...COMMON, ...THUMBNAIL, ...RICH].includes(name), `${name} is no member of oEmbed`);
    if (name.endsWith('_url')) claim(/^https:\/\//.test(String(value)), `${name} is no https address`);
  }
  for (const side of ['width', 'height'] as const) {
    for (const name of [side, `thumbnail_${side}`]) {
      const value = answer[name] === undefined ? 1 : Number(answer[name]);
      claim(Number.isInteger(value) && value > 0, `${name} is ${answer[name]}`);
      claim(value <= (room[side] ?? Infinity), `${name} is over max${side}`);
    }
  }
  return [...problems, ...frameProblems(answer)];
}

function frameProblems({ html, width, height }: OembedMembers): string[] {
  const nodes = parseFragment(String(html)).childNodes;
  const [frame] = nodes;
  if (nodes.length !== 1 || frame?.nodeName !== 'iframe' || !('attrs' in frame))
    return ['html is not one frame'];
  const attributes = Object.fromEntries(frame.attrs.map(({ name, value }) => [name, value]));
  const problems: string[] = [];
  if (!attributes.src?.startsWith('https://')) problems.push('the frame is not https');
  if (attributes.width !== String(width) || attributes.height !== String(height))
    problems.push('the frame has another size');
  if (Number(height) > 1024) problems.push('the frame is too high for Misskey');
  if (Object.keys(attributes).some((name) => name.startsWith('on'))) problems.push('the frame has a script');
  return problems;
}
