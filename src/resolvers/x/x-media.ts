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

const KINDS: Record<string, PostMedia['kind']> = { photo: 'image', video: 'video', animated_gif: 'gif' };

/** The pictures, videos and animations of a post of X, without those that X does not give out any more. */
export function readXMedia(post: JsonObject): PostMedia[] {
  const sensitive = post.possibly_sensitive === true;
  return asObjects(post.mediaDetails).flatMap((medium): PostMedia[] => {
    const picture = asWebUrl(medium.media_url_https);
    const kind = Object.hasOwn(KINDS, String(medium.type)) ? KINDS[String(medium.type)] : undefined;
    const { status = 'Available' } = asObject(medium.ext_media_availability);
    if (!picture || !kind || status !== 'Available') return [];
    const size = asObject(medium.original_info);
    const video = asObject(medium.video_info);
    const milliseconds = kind === 'video' ? asNumber(video.duration_millis) : undefined;
    return [
      present({
        kind,
        url: kind === 'image' ? picture : (bestVideo(video) ?? picture),
        still: kind === 'image' ? undefined : picture,
        alt: asText(medium.ext_alt_text, 2000),
        width: asCount(size.width),
        height: asCount(size.height),
        sensitive: sensitive || undefined,
        durationSeconds: milliseconds === undefined ? undefined : Math.round(milliseconds / 1000),
      } as const),
    ];
  });
}

/** The MP4 of the highest bitrate. */
function bestVideo(video: JsonObject): string | undefined {
  const files = asObjects(video.variants).filter(({ content_type: type }) => type === 'video/mp4');
  files.sort((a, b) => (asNumber(b.bitrate) ?? 0) - (asNumber(a.bitrate) ?? 0));
  return asWebUrl(files[0]?.url);
}

/** The author's picture, 400 pixels wide: the 48 pixels of `_normal` are often deleted. */
export function readXAvatar(user: JsonObject): PostMedia | undefined {
  const url = asWebUrl(user.profile_image_url_https);
  return url ? { kind: 'image', url: url.replace(/_normal(\.[a-z]{3,4})$/i, '_400x400$1') } : undefined;
}
