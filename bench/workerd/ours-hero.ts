import { pictureModules } from '../../src/adapters/workerd/pictures/picture-modules.ts';
import { previewAssets } from '../../src/adapters/workerd/preview-assets.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { PHOTO_ROOM } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import type { Draw } from '../previews/card-content.ts';
import { asPreviewCard } from '../previews/preview-card.ts';

/** The same on a photo, which the worker's own decoders open. */
export async function prepare(): Promise<Draw> {
  const renderer = createPreviewRenderer(previewAssets, { load: async () => undefined });
  const pixels = createWorkerPixels({ modules: pictureModules });
  return async (content, photo = new Uint8Array()) => {
    const opening = await pixels.open(photo, PHOTO_ROOM);
    if (opening.outcome !== 'opened') throw new Error(`the photo cannot be used: ${opening.fault}`);
    return renderer.draw(asPreviewCard(content, 'hero'), { photo: opening.picture });
  };
}
