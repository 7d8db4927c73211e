import type { PostMedia, TombstoneReason } from '../../domain/post.ts';

/** What the card itself says. `{name}`, `{platform}`, `{time}` and `{text}` stand for what they say. */
export interface CardWords {
  viewOn: string;
  /** In place of `viewOn` where the card has only the beginning of the post. */
  readAllOn: string;
  postBy: string;
  postOn: string;
  replyTo: string;
  /** Names the post that is quoted within a post. */
  quoted: string;
  media: Record<PostMedia['kind'], string>;
  /** After the kind of a medium, where its author gave no description. */
  undescribed: string;
  watchOn: string;
  listenOn: string;
  /** `{text}` is what the author warns of. */
  warning: string;
  /** In place of `warning` where nobody said why. */
  sensitive: string;
  poll: string;
  /** `{time}` is when the poll ended. */
  pollFinal: string;
  /** Taken before the poll ended at `{time}`. */
  pollInterim: string;
  note: string;
  edited: string;
  state: Record<TombstoneReason, string>;
  wordsMissing: string;
  loggedInOnly: string;
  /** Between the parts of a list and after a label, each with its space. */
  comma: string;
  colon: string;
}
