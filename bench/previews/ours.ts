import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { PHOTO_ROOM } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import type { Design, Draw } from './card-content.ts';
import { asPreviewCard } from './preview-card.ts';

/** The service's own renderer, as the Node server has it; a photo is opened by sharp. */
export async function prepare(design: Design): Promise<Draw> {
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  return async (content, photo) => {
    const card = asPreviewCard(content, design);
    if (!photo) return renderer.draw(card);
    const opening = await sharpPixels.open(photo, PHOTO_ROOM);
    if (opening.outcome !== 'opened') throw new Error(`the photo cannot be used: ${opening.fault}`);
    return renderer.draw(card, { photo: opening.picture });
  };
}
