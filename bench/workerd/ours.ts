import { previewAssets } from '../../src/adapters/workerd/preview-assets.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import type { Draw } from '../previews/card-content.ts';
import { asPreviewCard } from '../previews/preview-card.ts';

/** The service's own renderer with the fonts of its bundle, made at the first request. */
export async function prepare(): Promise<Draw> {
  const renderer = createPreviewRenderer(previewAssets, { load: async () => undefined });
  return (content) => renderer.draw(asPreviewCard(content, 'flat'));
}
