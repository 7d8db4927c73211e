import { describe, expect, it } from 'vitest';
import type { ProductRights } from '../../../src/domain/partner.ts';
import { partnerItem } from '../../../src/partners/profiles/partner-item.ts';
import { sampleArticle } from '../../feeds/sample-feed.ts';
import { itemOf, options, POST } from './sample-partner.ts';

const LEAD = { url: 'https://courant.example/lead.jpg', alt: 'A bridge', credit: 'I. Vessel' };
const FIGURE =
  '<figure><img src="https://courant.example/a.jpg" alt=""><figcaption>A pier. I. Vessel</figcaption></figure>';
const ATTRIBUTION = /\n<p lang="en" dir="ltr">First published by .{0,200}<\/p>$/;

function bodyOf(html: string, rights: Partial<ProductRights>): string {
  return itemOf({ body: [{ type: 'html', html }] }, rights).contentHtml.replace(ATTRIBUTION, '');
}

describe('rights to pictures', () => {
  it.each<[ProductRights['pictures'], 'syndicate' | 'own-use' | undefined, boolean]>([
    ['all', undefined, true],
    ['all', 'own-use', true],
    ['cleared', 'syndicate', true],
    ['cleared', 'own-use', false],
    ['cleared', undefined, false],
    ['none', 'syndicate', false],
  ])('%s of pictures that are %s: %s', (pictures, pictureRights, shown) => {
    const body = [
      { type: 'html' as const, html: FIGURE },
      { type: 'html' as const, html: '<p>w</p>' },
    ];
    const item = itemOf({ image: LEAD, body, ...(pictureRights && { pictureRights }) }, { pictures });
    expect(item.image?.url).toBe(shown ? LEAD.url : undefined);
    expect(item.contentHtml.includes('courant.example/a.jpg')).toBe(shown);
    expect(JSON.stringify(item).includes('Vessel')).toBe(shown);
  });

  it.each<[ProductRights['pictures'], boolean]>([
    ['all', true],
    ['cleared', false],
    ['none', false],
  ])('%s: whether a cleared article shows a picture of a post: %s', (pictures, shown) => {
    const embed = {
      type: 'embed' as const,
      ref: {
        platform: 'x' as const,
        capture: POST as `x/${string}`,
        form: 'link' as const,
        confidence: 1,
      },
    };
    const asked: boolean[] = [];
    const item = itemOf(
      { body: [embed], pictureRights: 'syndicate' },
      { pictures },
      {
        renderEmbed: (ref, withPictures) => {
          asked.push(withPictures);
          return options().renderEmbed(ref, withPictures);
        },
      },
    );
    expect(item.contentHtml.includes('<img')).toBe(shown);
    expect(item.contentHtml).toContain('The quay is open');
    expect(asked).toEqual([shown]);
  });

  it.each<[string, string, string]>([
    ['a figure goes with its caption', `<p>a</p>${FIGURE}<p>b</p>`, '<p>a</p><p>b</p>'],
    ['a paragraph of a picture goes', '<p>a</p><p> <img src="https://a.example/a.png"><br></p>', '<p>a</p>'],
    [
      'a link to a picture goes with it',
      '<p>a <a href="https://a.example/a.png"><img src="https://a.example/b.png"></a></p>',
      '<p>a </p>',
    ],
    [
      'words keep their place without the picture over them',
      '<p><img src="https://a.example/b.png"><br>b</p>',
      '<p>b</p>',
    ],
    [
      'a link in words to a picture becomes words',
      '<p><a href="https://a.example/big.JPEG?x#y">see</a></p>',
      '<p>see</p>',
    ],
    [
      'a link to the page of a picture that is not shown is a link',
      '<p><a href="https://a.example/jpg">see</a></p>',
      '<p><a href="https://a.example/jpg">see</a></p>',
    ],
    [
      'a citation of a picture goes',
      '<blockquote cite="https://a.example/a.png"><p>a</p></blockquote>',
      '<blockquote><p>a</p></blockquote>',
    ],
    [
      'a table keeps its form',
      '<table><tbody><tr><td><img src="https://a.example/a.png"></td><td>b</td></tr></tbody></table>',
      '<table><tbody><tr><td></td><td>b</td></tr></tbody></table>',
    ],
    [
      'a table of pictures goes',
      '<p>a</p><table><tbody><tr><td><img src="https://a.example/a.png"></td></tr></tbody></table>',
      '<p>a</p>',
    ],
    [
      'a figure of words stays, with its caption',
      '<figure><pre>a</pre><img src="https://a.example/a.png"><figcaption>b</figcaption></figure>',
      '<figure><pre>a</pre><figcaption>b</figcaption></figure>',
    ],
    ['what was empty before is left alone', '<p>a</p><p></p>', '<p>a</p><p></p>'],
  ])('without pictures %s', (_, html, expected) => {
    expect(bodyOf(html, { pictures: 'none' })).toBe(expected);
  });

  it('an article of pictures alone is told by its summary', () => {
    expect(bodyOf(FIGURE, { pictures: 'none' })).toBe('<p>Le pont rouvre</p>');
  });

  it('pictures stand at the addresses given, links to them as well, and none where there is none', () => {
    const html =
      '<p><a href="https://c.example/a.jpg?big"><img src="https://c.example/a.jpg?small" alt="a"></a><img src="https://c.example/b.jpg"></p>';
    const item = itemOf(
      { image: LEAD, body: [{ type: 'html', html }] },
      {},
      {
        pictureAddress: (url) =>
          url.includes('b.jpg') ? undefined : `https://p.example/${encodeURIComponent(url)}`,
        imageFile: { type: 'image/webp', bytes: 2048 },
      },
    );
    expect(item.contentHtml).toContain(
      '<p><a href="https://p.example/https%3A%2F%2Fc.example%2Fa.jpg%3Fbig"><img src="https://p.example/https%3A%2F%2Fc.example%2Fa.jpg%3Fsmall" alt="a"></a></p>',
    );
    expect(item.image).toEqual({
      ...LEAD,
      url: 'https://p.example/https%3A%2F%2Fcourant.example%2Flead.jpg',
      type: 'image/webp',
      bytes: 2048,
    });
  });

  it('the type of a picture is what its own address ends in', () => {
    const typeOf = (url: string) =>
      itemOf({ image: { url } }, {}, { pictureAddress: () => 'https://p.example/1' }).image?.type;
    expect(typeOf('https://c.example/a.JPG?w=1')).toBe('image/jpeg');
    expect(typeOf('https://c.example/a')).toBeUndefined();
    expect(typeOf('https://c.example/a.constructor')).toBeUndefined();
  });
});

describe('rights to words', () => {
  const body = [{ type: 'html' as const, html: '<p>One sentence. Another.</p><p>The secret end.</p>' }];

  it('a summary holds no other word of the body', () => {
    const item = itemOf({ dek: 'What it is about.', body }, { text: 'summary' });
    expect(item.contentHtml).toMatch(/^<p>What it is about\.<\/p>\n<p lang="en"/);
    expect(JSON.stringify(item)).not.toContain('sentence');
    expect(item.form).toBe('summary');
  });

  it('words of use and territories come after the notice, each where there is one', () => {
    const licence = 'May be used once.';
    const territories = 'France';
    const told = (rights: Partial<ProductRights>, notice?: string) =>
      itemOf(notice ? { rights: notice } : {}, rights).rights;
    expect(told({ licence, territories }, '© C')).toBe('© C · May be used once. · France');
    expect(told({ territories: ' ' }, '© C')).toBe('© C');
    expect(told({ licence })).toBe('May be used once.');
    expect(told({})).toBeUndefined();
  });

  it('whoever published first is named, with the address there', () => {
    const ours = itemOf({ url: 'https://courant.example/a?b=1&c=2' });
    expect(ours.attribution.text).toBe('First published by The Courant: https://courant.example/a?b=1&c=2');
    expect(ours.contentHtml).toContain(
      'First published by <bdi>The Courant</bdi>: <a href="https://courant.example/a?b=1&amp;c=2">https://courant.example/a?b=1&amp;c=2</a>',
    );
    const wire = itemOf({ source: { name: 'The <Wire>', url: 'https://wire.example/1' } });
    expect(wire.attribution.text).toBe('First published by The <Wire>: https://wire.example/1');
    expect(wire.contentHtml).toContain('<bdi>The &lt;Wire&gt;</bdi>');
    expect(itemOf({}).attribution.url).toBe('https://feeds.courant.example/articles/a-1');
  });

  it('a post that cannot be rendered leaves the article around it', () => {
    const ref = { platform: 'x', capture: POST, form: 'link', confidence: 1 } as const;
    const item = itemOf(
      { body: [...body, { type: 'embed', ref }] },
      {},
      {
        renderEmbed: () => {
          throw new Error('no');
        },
      },
    );
    expect(item.contentHtml).toContain('The secret end.');
  });

  it('an article that cannot be told has no item', () => {
    expect(partnerItem(sampleArticle({ guid: ' ' }), options())).toBeUndefined();
    expect(partnerItem(sampleArticle({ publishedAt: 'soon' }), options())).toBeUndefined();
  });

  it('the same article gives the same item', () => {
    expect(itemOf({ body, image: LEAD })).toEqual(itemOf({ body, image: LEAD }));
  });
});

describe('markup that a body may not have', () => {
  it.each<[string, string, string]>([
    ['a script', '<p>a<script>b</script></p><style>c</style>', '<p>a</p>'],
    ['a frame', '<iframe src="https://a.example/"></iframe><p>a</p>', '<p>a</p>'],
    ['a handler', '<p onclick="a()" class="b" style="c" id="d">a</p>', '<p>a</p>'],
    ['a link that runs', '<p><a href="javascript:alert(1)">a</a></p>', '<p>a</p>'],
    ['a link with a password', '<p><a href="https://u:p@a.example/">a</a></p>', '<p>a</p>'],
    ['a picture of data', '<p>a<img src="data:image/png;base64,AAAA"></p>', '<p>a</p>'],
    ['a path', '<p><a href="/b">a</a><img src="/b.png"></p>', '<p>a</p>'],
    ['a language that is none', '<p lang="https://a.example/" dir="up">a</p>', '<p>a</p>'],
    ['an unknown element', '<blink>a</blink>', 'a'],
    ['a comment', '<p>a<!-- b --></p>', '<p>a</p>'],
    [
      'a wrong size',
      '<img src="https://a.example/a.png" width="1e9" height="4">',
      '<img src="https://a.example/a.png" height="4">',
    ],
  ])('%s', (_, html, expected) => {
    expect(bodyOf(html, {})).toBe(expected);
  });
});
