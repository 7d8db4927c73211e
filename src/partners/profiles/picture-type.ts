const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
};
const ENDING = /\.([a-z]{3,4})$/i;
const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic|jxl|tiff?)$/i;

/** The media type that the ending of an http(s) address says; `undefined` where it says none. */
export function pictureType(url: string): string | undefined {
  const ending = ENDING.exec(pathOf(url))?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
}

/** Whether an address ends as a picture's file does. */
export function isPictureFile(url: string): boolean {
  return PICTURE_FILE.test(pathOf(url));
}

/** An address without query and fragment: the sizes of one picture differ in these. */
export function pathOf(url: string): string {
  return url.replace(/[?#].*/s, '');
}
