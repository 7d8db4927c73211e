import type { PostMedia } from '../domain/post.ts';
import type { CardWords } from './card-words/card-words.ts';
import { type ShownPicture, shownPicture } from './shown-picture.ts';
import { shownLine } from './shown-text.ts';

export interface ShownMedium {
  /** "Video, 1:01, watch on X: A white ferry at the quay" */
  line: string;
  /** The author's own description, or that there is none. */
  description: string;
  /** Of an image, the image; of anything else, what stands for it. */
  picture: ShownPicture | undefined;
  isImage: boolean;
}

/** Longest play that is told, in seconds. */
const MAX_SECONDS = 360_000;

/** What a card says and shows of one medium; `platform` is the name of where it plays. */
export function shownMedium(
  medium: PostMedia,
  words: CardWords,
  platform: string,
  publicUrl: string | undefined,
): ShownMedium {
  const { kind } = medium;
  const isImage = kind === 'image';
  const play = kind === 'audio' ? words.listenOn : words.watchOn;
  const what = [
    words.media[kind],
    duration(medium.durationSeconds),
    isImage ? undefined : play.replace('{platform}', platform),
  ];
  const told = medium.alt === undefined ? '' : shownLine(medium.alt);
  const line = what.filter(Boolean).join(words.comma) + words.colon + (told || words.undescribed);
  return {
    line,
    description: told || line,
    picture: shownPicture(medium, publicUrl),
    isImage,
  };
}

/** `1:01`, `1:00:05`; whole seconds. */
function duration(seconds: number | undefined): string | undefined {
  if (seconds === undefined || !(seconds >= 0.5 && seconds < MAX_SECONDS)) return undefined;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
