import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { PHOTO_ROOM } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import type { Design, Draw } from './card-content.ts';
import { asPreviewCard } from './preview-card.ts';

/** The service's own renderer, as the Node server has it; a photo is opened by sharp. */
export async function prepare(design: Design): Promise<Draw> {
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  if (design === 'flat') return (content) => renderer.draw(asPreviewCard(content, design));
  // Only now, as the engines beside it load sharp where they need it.
  const { sharpPixels } = await import('../../src/adapters/node/sharp-pixels.ts');
  return async (content, photo = new Uint8Array()) => {
    const opening = await sharpPixels.open(photo, PHOTO_ROOM);
    if (opening.outcome !== 'opened') throw new Error(`the photo cannot be used: ${opening.fault}`);
    return renderer.draw(asPreviewCard(content, design), { photo: opening.picture });
  };
}
