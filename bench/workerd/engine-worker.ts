import { type Draw, type EngineModule, randomContent } from '../previews/card-content.ts';

/**
 * A worker that draws a flat card for each request, in whose path stands the round. The words are made in the worker,
 * so that no engine is spared them and an empty one costs them as well.
 */
export function createEngineWorker({ prepare }: EngineModule) {
  let ready: Promise<Draw> | undefined;
  return {
    async fetch(request: Request): Promise<Response> {
      ready ??= prepare('flat');
      const draw = await ready;
      const picture = await draw(randomContent(Number(new URL(request.url).pathname.slice(1))));
      return new Response(picture as Uint8Array<ArrayBuffer>);
    },
  };
}
