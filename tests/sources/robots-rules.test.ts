import { describe, expect, it, test } from 'vitest';
import { isAllowed, readRobots } from '../../src/sources/pages/robots-rules.ts';

const may = (robots: string, path: string) =>
  isAllowed(readRobots(robots, 'Tearsheet'), `https://courier.example${path}`);

describe('which lines are for us (RFC 9309 §2.2.1)', () => {
  test.each<[what: string, robots: string, allowed: boolean]>([
    ['none', '', true],
    ['all of them', 'User-agent: *\nDisallow: /', false],
    ['ours in any case', 'USER-AGENT: tearSHEET\ndisallow: /', false],
    ['ours with a version', 'User-agent: Tearsheet/2.1\nDisallow: /', false],
    [
      'ours and no longer those for all',
      'User-agent: *\nDisallow: /\nUser-agent: tearsheet\nDisallow: /b',
      true,
    ],
    ['ours, before those for all', 'User-agent: tearsheet\nDisallow: /b\n\nUser-agent: *\nDisallow: /', true],
    ['of a name that only begins like ours', 'User-agent: tearsheetbot\nDisallow: /', true],
    ['of another', 'User-agent: otherbot\nDisallow: /', true],
    ['of a group for several', 'User-agent: otherbot\nUser-agent: tearsheet\nDisallow: /', false],
    [
      'of a group parted by blank lines and comments',
      'User-agent: tearsheet\n\n# so there\nDisallow: / # all',
      false,
    ],
    [
      'of two groups, together',
      'User-agent: tearsheet\nAllow: /b\nUser-agent: x\nDisallow: /\nUser-agent: tearsheet\nDisallow: /a',
      false,
    ],
    ['with another ending of lines', 'User-agent: *\rDisallow: /\r\nCrawl-delay: 9', false],
    ['after a byte order mark', '\uFEFFUser-agent: *\nDisallow: /', false],
    [
      'after a line that is none',
      'Sitemap: https://courier.example/s.xml\nUser-agent: *\nnonsense\nDisallow: /',
      false,
    ],
    ['before any group', 'Disallow: /', true],
    ['of an empty rule', 'User-agent: *\nDisallow:', true],
    ['ours, that forbid nothing', 'User-agent: tearsheet\nDisallow:\nUser-agent: *\nDisallow: /', true],
    ['of a page that is no robots.txt', '<html><body>Disallow: /</body></html>', true],
  ])('%s', (_, robots, allowed) => {
    expect(may(robots, '/a')).toBe(allowed);
  });
});

describe('which paths a rule is for (RFC 9309 §2.2.2, §2.2.3)', () => {
  test.each<[pattern: string, path: string, matches: boolean]>([
    ['/', '/', true],
    ['/fish', '/fish.html', true],
    ['/fish', '/Fish', false],
    ['/fish/', '/fish', false],
    ['/fish*', '/fishheads/yummy', true],
    ['/*.php', '/folder/file.php?a=1', true],
    ['/*.php$', '/file.php?a=1', false],
    ['/*.php$', '/file.php', true],
    ['/fish*.php', '/fishheads/catfish.php?a', true],
    ['/fish*.php', '/Fish.PHP', false],
    ['*', '/anything', true],
    ['*/print', '/a/print', true],
    ['fish', '/fish', true],
    ['/a*b*c$', '/axbxc', true],
    ['/a*b*c$', '/axcxb', false],
    ['/ab$', '/abab', false],
    ['/*ab$', '/abab', true],
    ['/a$', '/a', true],
    ['/$', '/', true],
    ['/$', '/a', false],
    ['/a?b', '/a?b=1', true],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https://foo.bar', true],
    ['/ツ', '/%E3%83%84', true],
    ['/%e3%83%84', '/ツ', true],
    ['/%62%61%7A', '/baz', true],
    ['/a%2fb', '/a/b', false],
    ['/a%2fb', '/a%2Fb', true],
    ['/robots.txt', '/robots.txt', false],
  ])('%s and %s', (pattern, path, matches) => {
    expect(may(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!matches);
  });

  it('the longest one decides, and allows where two are as long', () => {
    const robots =
      'User-agent: *\nAllow: /page\nDisallow: /p\nDisallow: /page/x\nDisallow: /same\nAllow: /same';
    expect(['/page', '/p', '/page/x', '/same', '/q'].map((path) => may(robots, path))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('hostile rules', () => {
  test.each<[what: string, robots: string]>([
    ['stars', `User-agent: *\n${`Disallow: /${'*a'.repeat(1000)}b\n`.repeat(250)}`],
    ['many lines', `User-agent: *\n${'Disallow: /a\n'.repeat(40_000)}`],
    ['one line', `User-agent: *\nDisallow: /${'a'.repeat(500_000)}`],
    ['many groups', 'User-agent: *\nAllow: /\n'.repeat(20_000)],
    ['many names', 'User-agent: *\n'.repeat(40_000)],
    ['broken characters', `User-agent: *\nDisallow: /\ud800${'%'.repeat(1000)}`],
  ])('%s are read within two seconds of the processor', (_, robots) => {
    const start = process.cpuUsage();
    may(robots, `/${'a'.repeat(2000)}`);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
