/**
 * Text from a server, safe to print: control characters (with which a reply could move the cursor, recolour or retitle
 * a terminal) and direction marks become `?`.
 */
export const plainText = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '?')
