import type { Capture } from '../domain/post.ts';
import { type OnDeleted, shownCapture } from './shown-capture.ts';

/** A capture as programs read it: no more than a card may show. */
export function cardRecord(capture: Capture, onDeleted?: OnDeleted): object {
  return shownCapture(capture, onDeleted);
}
