import sharp from 'sharp';
import type { ImagesService } from '../../src/adapters/workerd/worker-pixels.ts';

/** The Images binding as it runs on a developer's machine: sharp, with every format it knows. */
export function openWithSharp(): ImagesService {
  return {
    input(stream) {
      let resized = { width: 0, height: 0, fit: 'cover' };
      return {
        transform(transform) {
          resized = transform;
          return this;
        },
        async output({ format }) {
          const { width, height, fit } = resized;
          const source = sharp(await new Response(stream).bytes(), { autoOrient: true });
          const isCover = fit === 'cover';
          const scaled = source.resize({
            ...{ width, height, fit: isCover ? 'cover' : 'inside', withoutEnlargement: !isCover },
          });
          const bytes = await (format === 'image/jpeg'
            ? scaled.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
            : scaled.png()
          ).toBuffer();
          return { response: () => new Response(new Uint8Array(bytes)) };
        },
      };
    },
  };
}
