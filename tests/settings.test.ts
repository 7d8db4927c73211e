import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { misspeltSettings } from '../src/setting-names.ts';

const GOOD = {
  PUBLIC_URL: 'https://feeds.example.org',
  PUBLICATION_NAME: 'The Example Times',
  TAG_AUTHORITY: 'example.org,2026',
};

describe('settings', () => {
  it.each([
    ['PUBLIC_URL', 'feeds.example.org', 'is the address the world uses, such as https://feeds.example.org'],
    ['PUBLIC_URL', 'https://feeds.example.org/news', 'is scheme and host only, without a path'],
    ['PUBLICATION_LANGUAGE', 'klingon!', 'is a language code, such as fr or pt-BR'],
    ['THEME_ACCENT', 'red', 'is a colour, such as #c8102e'],
    ['THEME_BACKGROUND', '#555555', 'the background #555555 is too dark for a light theme'],
    ['THEME_LOGO', 'logo.png', 'is the whole address of a picture, such as https://news.example/logo.png'],
    ['OUTSIDE_HUB', 'foo', 'is the address of a WebSub hub, such as https://hub.example'],
    [
      'FRONT_ORIGIN',
      '127.0.0.1:18432',
      'is the address of the site’s own server, such as https://origin.news.example',
    ],
    ['FRONT_ORIGIN', 'https://origin.news.example/site', 'is scheme and host only, without a path'],
    [
      'FRONT_HOSTS',
      'https://news.example',
      'is a list of host names without https://, such as www.news.example',
    ],
    ['FRONT_SKIP', 'account', 'is a list of how paths begin, such as /account/'],
    ['TOKEN_SHA256', 'secret', 'is a list of SHA-256 digests'],
  ])('%s=%s is refused by its name, and what it should be', (name, value, words) => {
    expect(() => readConfig({ ...GOOD, [name]: value })).toThrow(
      new RegExp(`${name}:? .*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    );
  });

  it('that are empty are as if they were not there', () => {
    const empty = {
      THEME_ACCENT: '',
      THEME_LOGO: '',
      OUTSIDE_HUB: '',
      FRONT_ORIGIN: '',
      FRONT_HOSTS: '',
      TOKEN_SHA256: '',
    };
    expect(readConfig({ ...GOOD, ...empty })).toEqual(readConfig(GOOD));
  });

  it('of a front are hosts and an origin, however they are written', () => {
    const config = readConfig({
      ...GOOD,
      FRONT_ORIGIN: 'https://Origin.News.example/',
      FRONT_HOSTS: 'News.example, localhost:8080',
    });
    expect(JSON.stringify(config)).toContain('"https://origin.news.example"');
    expect(JSON.stringify(config)).toContain('"localhost:8080"');
  });
});

describe('names of settings', () => {
  it.each([
    ['PUBLICATON_NAME', 'did you mean PUBLICATION_NAME?'],
    ['PUBLIC_URI', 'did you mean PUBLIC_URL?'],
    ['public_url', 'did you mean PUBLIC_URL?'],
    ['TOKENS_SHA256', 'did you mean TOKEN_SHA256?'],
    ['DATA_DRI', 'did you mean DATA_DIR?'],
    ['TAG_AUTHORTIY', 'did you mean TAG_AUTHORITY?'],
    ['THEME_COLOUR', 'docs/settings.md lists those there are'],
  ])('%s is pointed out', (given, words) => {
    expect(misspeltSettings(['PATH', given])).toEqual([`${given} is no setting and is not read; ${words}`]);
  });

  it('of others, and our own, are left alone', () => {
    const others = [
      'PATH',
      'HOME',
      'LANG',
      'LOGNAME',
      'HOSTNAME',
      'PWD',
      'SHLVL',
      'NODE_ENV',
      'XDG_DATA_DIRS',
    ];
    const bindings = ['DATABASE', 'BLOBS', 'QUEUE', 'ASSETS', 'IMAGES', 'MIGRATIONS'];
    const ours = ['PUBLIC_URL', 'LOG', 'HOST', 'PORT', 'DATA_DIR', 'TEARSHEET_TOKEN'];
    expect(misspeltSettings([...others, ...bindings, ...ours, 'X'.repeat(10_000)])).toEqual([]);
  });
});
