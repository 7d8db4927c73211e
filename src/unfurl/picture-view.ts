import { type PageTags, pixelsAt } from './page-tags.ts';
import { mediaType, type PageVisit, pictureBytes } from './page-visit.ts';
import type { PictureRules } from './platform-rules.ts';

/** A picture as a platform sees it. */
export interface SeenPicture {
  /** Absolute, unless the platform leaves it as the tag has it. */
  url: string;
  /** Why it is not shown, or is not as it could be. */
  refused?: string;
  small?: string;
  /** How near it is to what the platform takes, where it is near. */
  near?: string;
}

/** From which part of a limit it is near. */
const NEAR = 0.8;

/** Whether a platform takes the picture of a page, and why not. */
export function seePicture(
  visit: PageVisit,
  tags: PageTags,
  source: string,
  rules: PictureRules,
): SeenPicture {
  if (rules.unseen) return { url: source };
  const url = URL.parse(source, visit.address)?.href;
  if (!url) return { url: source, refused: 'its address is none' };
  const refused = refusal(visit, tags, { source, url }, rules);
  if (refused) return { url, refused };
  const answer = visit.others.get(url);
  const bytes = answer ? pictureBytes(answer) : 0;
  const width = answer?.size?.width;
  const isSmall = rules.largeFrom !== undefined && width !== undefined && width < rules.largeFrom;
  return {
    url,
    ...(isSmall && { small: `it is ${width} pixels wide, and large from ${rules.largeFrom}` }),
    ...nearness(bytes, rules),
  };
}

function refusal(
  { others }: PageVisit,
  tags: PageTags,
  { source, url }: { source: string; url: string },
  { types, bytes, needsLength, exactType, absolute, https, stated }: PictureRules,
): string | undefined {
  if (absolute && !URL.canParse(source)) return 'its address is not absolute';
  if (https && !url.startsWith('https://')) return 'it is not https';
  const [width, height] = [
    pixelsAt(tags, 'property og:image:width'),
    pixelsAt(tags, 'property og:image:height'),
  ];
  if (stated && ((width ?? 0) < stated.width || (height ?? 0) < stated.height)) {
    return `the tags state no size of ${stated.width} × ${stated.height} at least, so that the first share has none`;
  }
  const answer = others.get(url);
  if (!answer) return 'it could not be fetched';
  if (answer.status !== 200) return `its address answers ${answer.status}`;
  const type = exactType ? (answer.headers['content-type'] ?? '') : mediaType(answer);
  if (!types.includes(type)) return `its type is ${type || 'not stated'}`;
  if (needsLength && !/^\d+$/.test(answer.headers['content-length'] ?? ''))
    return 'it states no Content-Length';
  const weight = pictureBytes(answer);
  return weight > bytes ? `it weighs ${kilobytes(weight)}, over ${kilobytes(bytes)}` : undefined;
}

function nearness(weight: number, { bytes, doubtfulBytes }: PictureRules): { near?: string } {
  if (doubtfulBytes !== undefined && weight > doubtfulBytes) {
    return { near: `${kilobytes(weight)}: lost from ${kilobytes(doubtfulBytes)} on, by some reports` };
  }
  if (weight <= bytes * NEAR) return {};
  return { near: `${kilobytes(weight)} of ${kilobytes(bytes)}` };
}

/** Bytes in words: `96 kB`, `1,049 kB`, `12.5 MB`; rounded up. */
export function kilobytes(bytes: number): string {
  if (bytes < 10_000_000) return `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;
  return `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`;
}
