import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { type NodePorts, openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { TOKEN } from './newsroom-day.ts';

/** The service over the storage in `folder`; `wrap` may stand between it and its ports. */
export async function openNewsroom(folder: string, wrap: (ports: NodePorts) => Ports = (ports) => ports) {
  const nodePorts = await openNodePorts(folder);
  nodePorts.log = () => undefined;
  const ports = wrap(nodePorts);
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
  });
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const jobs = createJobs(ports, config, renderer);
  return {
    ports: nodePorts,
    app: createApp(ports, config, renderer),
    drain: () => nodePorts.queue.drain(jobs.handle),
    /** What the next start does: everything undone is found again, however young. */
    async recover() {
      await jobs.sweep(0);
      await nodePorts.queue.drain(jobs.handle);
    },
  };
}
