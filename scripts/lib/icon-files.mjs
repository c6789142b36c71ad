// The two containers of icons: .ico (Windows) and .icns (macOS), both made of PNG files as they are.

/** Sizes that .ico holds; 256 is the largest that its one-byte fields can say (as 0). */
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

/** Types of .icns and the pixels of each; the @2x ones are what Retina displays take. */
export const ICNS_TYPES = {
  icp4: 16,
  icp5: 32,
  icp6: 64,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
}

/** `pngs` maps a size in pixels to that size's PNG. */
export function makeIco(pngs, sizes = ICO_SIZES) {
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length
  sizes.forEach((size, index) => {
    const at = 6 + 16 * index
    const png = pngs.get(size)
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...sizes.map((size) => pngs.get(size))])
}

/** @param {Map<number, Buffer>} pngs @param {Record<string, number>} types */
export function makeIcns(pngs, types = ICNS_TYPES) {
  const chunks = Object.entries(types).map(([type, size]) => chunk(type, pngs.get(size)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type, data) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(head.length + data.length, 4)
  return Buffer.concat([head, data])
}

/** Width and height of a PNG, from its first chunk. */
export const pngSize = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)]
