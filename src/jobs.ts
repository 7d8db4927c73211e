import type { Config } from './domain/config.ts';
import type { Ports, QueueMessage } from './domain/ports.ts';
import { previewOf } from './previews/article-card.ts';
import { previewHash } from './previews/card.ts';
import type { PreviewRenderer } from './previews/renderer.ts';
import { handleEvent, sweepOutbox } from './store/outbox.ts';
import { obtainPreview } from './store/preview-drawing.ts';
import { dropPreviews } from './store/preview-records.ts';

export interface Jobs {
  /** Does what a version of an article still needs; a message that comes twice does no harm. */
  handle(message: QueueMessage): Promise<void>;
  /** Finds the events whose message was lost. To be called every minute or so. Returns how many were found. */
  sweep(overdueSeconds?: number): Promise<number>;
}

/** What happens after the publisher has had the answer. */
export function createJobs(ports: Ports, config: Config, renderer: PreviewRenderer): Jobs {
  return {
    handle: (message) =>
      handleEvent(ports, message, {
        async published({ article }) {
          const hash = await previewHash(previewOf(article, config));
          await obtainPreview(ports, config, renderer, article, hash);
        },
        withdrawn: ({ article }) => dropPreviews(ports, article.id),
      }),
    sweep: (overdueSeconds) => sweepOutbox(ports, overdueSeconds),
  };
}
