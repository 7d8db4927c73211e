import type { PostMedia } from '../../domain/post.ts';
import {
  asCount,
  asNumber,
  asObject,
  asObjects,
  asText,
  asWebUrl,
  type JsonObject,
  present,
} from '../json-value.ts';

const KINDS: Record<string, PostMedia['kind']> = {
  image: 'image',
  video: 'video',
  gifv: 'gif',
  audio: 'audio',
};

/** The attachments of a status; those of unknown kinds are left out. */
export function readMastodonMedia(status: JsonObject): PostMedia[] {
  const sensitive = status.sensitive === true || undefined;
  return asObjects(status.media_attachments).flatMap((attachment): PostMedia[] => {
    const kind = Object.hasOwn(KINDS, String(attachment.type)) ? KINDS[String(attachment.type)] : undefined;
    const url = asWebUrl(attachment.url) ?? asWebUrl(attachment.remote_url);
    if (!kind || !url) return [];
    const { original, small } = asObject(attachment.meta);
    const size = asCount(asObject(original).width) === undefined ? asObject(small) : asObject(original);
    const seconds = kind === 'video' || kind === 'audio' ? asNumber(asObject(original).duration) : undefined;
    const still = kind === 'image' ? undefined : asWebUrl(attachment.preview_url);
    return [
      present({
        kind,
        url,
        still: still === url ? undefined : still,
        alt: asText(attachment.description, 10_000),
        width: asCount(size.width),
        height: asCount(size.height),
        sensitive,
        durationSeconds: seconds === undefined ? undefined : Math.round(seconds),
      } as const),
    ];
  });
}

/** The kinds of ActivityStreams objects that hold media, or the beginning of their media type. */
const ACTIVITY_KINDS: [type: RegExp, kind: PostMedia['kind']][] = [
  [/^image(?:\/|$)/i, 'image'],
  [/^video(?:\/|$)/i, 'video'],
  [/^audio(?:\/|$)/i, 'audio'],
];

/** The attachments of an ActivityPub object. */
export function readActivityMedia(note: JsonObject): PostMedia[] {
  const sensitive = note.sensitive === true || undefined;
  const attachments = Array.isArray(note.attachment) ? note.attachment : [note.attachment];
  return asObjects(attachments).flatMap((attachment): PostMedia[] => {
    const type = asText(attachment.mediaType) ?? asText(attachment.type) ?? '';
    const kind = ACTIVITY_KINDS.find(([pattern]) => pattern.test(type))?.[1];
    const url = asWebUrl(attachment.url) ?? asWebUrl(asObject(attachment.url).href);
    if (!kind || !url) return [];
    return [
      present({
        kind,
        url,
        alt: asText(attachment.name, 10_000),
        width: asCount(attachment.width),
        height: asCount(attachment.height),
        sensitive,
      } as const),
    ];
  });
}
