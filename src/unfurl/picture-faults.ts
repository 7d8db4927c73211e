import { faultsOf, type PageFault } from './page-fault.ts';
import { type PageTags, pixelsAt, valueAt } from './page-tags.ts';
import { mediaType, type PageVisit, pictureBytes, type VisitAnswer } from './page-visit.ts';
import { kilobytes } from './picture-view.ts';
import { COMMON_PICTURES } from './platform-rules.ts';

/** Bytes that every platform takes, by all reports. */
const EASY_BYTES = 300_000;

/** What is wrong with the picture of a page, as its tags and its server describe it. */
export function pictureFaults(visit: PageVisit, tags: PageTags): PageFault[] {
  const source = valueAt(tags, ['property og:image', 'name og:image', 'name twitter:image']);
  if (!source) return [];
  const url = URL.parse(source, visit.address)?.href;
  const answer = url ? visit.others.get(url) : undefined;
  const written = faultsOf([
    [
      !URL.canParse(source),
      'The address of the picture is relative, which Nextcloud, Telegram and Rocket.Chat do not follow.',
      `Write ${url ?? 'an address that begins with https://'}.`,
    ],
    [
      url?.startsWith('http://') === true && !visit.address.startsWith('http://'),
      'The picture is not https; Telegram takes no other.',
      'Serve it over https, and write that address.',
    ],
    [
      valueAt(tags, ['property og:image:alt', 'name twitter:image:alt']) === undefined,
      'The picture has no text for people who do not see it.',
      'Add <meta property="og:image:alt" content="…">.',
    ],
  ]);
  if (!answer)
    return [...written, { fault: 'The picture could not be fetched.', mend: 'Look at it from elsewhere.' }];
  return [...written, ...sizeFaults(tags, answer), ...weightFaults(answer)];
}

function sizeFaults(tags: PageTags, { size }: VisitAnswer): PageFault[] {
  const [width, height] = [
    pixelsAt(tags, 'property og:image:width'),
    pixelsAt(tags, 'property og:image:height'),
  ];
  const isStated = width !== undefined && height !== undefined;
  const real =
    size && `<meta property="og:image:width" content="${size.width}"> and og:image:height ${size.height}`;
  return faultsOf([
    [
      !isStated,
      'The size of the picture is not stated; on the first share Facebook then shows none, or a small one.',
      `Add ${real ?? 'og:image:width and og:image:height'}.`,
    ],
    [
      isStated && size !== undefined && (size.width !== width || size.height !== height),
      `The tags say ${width} × ${height}, the picture has ${size?.width} × ${size?.height}.`,
      `State ${real}.`,
    ],
    [
      size !== undefined && (size.width < 600 || size.height < 315),
      `The picture has ${size?.width} × ${size?.height} pixels; it is shown small.`,
      'Take one of 1200 × 630.',
    ],
  ]);
}

function weightFaults(answer: VisitAnswer): PageFault[] {
  const weight = pictureBytes(answer);
  const type = answer.headers['content-type'] ?? '';
  const named = mediaType(answer);
  const { format } = answer;
  return faultsOf([
    [
      answer.status !== 200,
      `The picture’s address answers ${answer.status}.`,
      'Serve it there, to everyone, robots included.',
    ],
    [
      answer.status === 200 && weight > EASY_BYTES,
      `The picture weighs ${kilobytes(weight)}. ${weighedBy(weight)}`,
      `Make it ${kilobytes(EASY_BYTES)} at most: a JPEG of 1200 × 630.`,
    ],
    [
      answer.status === 200 && !COMMON_PICTURES.includes(named),
      `The picture is ${named || 'without a type'}, which nobody takes for one.`,
      'Serve it as image/jpeg or image/png.',
    ],
    [
      named === 'image/webp' || named === 'image/gif',
      `The picture is ${named}; Telegram takes JPEG and PNG.`,
      'Serve a JPEG or a PNG.',
    ],
    [
      format !== undefined && COMMON_PICTURES.includes(named) && named !== `image/${format}`,
      `The picture says it is ${named} and is a ${format}.`,
      `Serve it as image/${format}.`,
    ],
    [
      type.includes(';'),
      `The picture’s Content-Type is ${type}; Nextcloud takes none with parameters.`,
      `Send Content-Type: ${named}.`,
    ],
    [
      answer.status === 200 && answer.headers['content-length'] === undefined,
      'The picture states no Content-Length; Signal and Nextcloud refuse it.',
      'Send it with its length, and not in chunks.',
    ],
  ]);
}

function weighedBy(weight: number): string {
  if (weight > 5_000_000) return 'X, Telegram and LinkedIn take 5 MB, and others less.';
  if (weight > 1_048_576) return 'Signal takes 1 MiB, Bluesky 1 MB, WhatsApp 600 kB.';
  if (weight > 1_000_000) return 'Bluesky takes 1 MB, WhatsApp 600 kB.';
  if (weight > 600_000) return 'WhatsApp takes 600 kB.';
  return 'WhatsApp documents 600 kB, and some saw cards vanish from 300 kB on.';
}
