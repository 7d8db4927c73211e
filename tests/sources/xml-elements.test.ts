import { describe, expect, it } from 'vitest';
import { readXml } from '../../src/sources/feeds/xml-elements.ts';

describe('XML that breaks off', () => {
  it.each(['<!', '<!\ud83d', '<!D', '<![CDATA[no', '<?x', '&', '&#', '<a b="', '</'])(
    'is read as far as it goes before %s',
    (end) => {
      const read = readXml(`<rss><channel><title>Here</title>${end}`);
      if (typeof read === 'string') throw new Error(read);
      const [channel] = read.root.children;
      expect(read.root).toMatchObject({ name: 'rss', closed: false });
      expect(channel?.children[0]).toMatchObject({ name: 'title', text: 'Here', closed: true });
    },
  );
});
