import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ICNS_TYPES,
  ICO_SIZES,
  makeIcns,
  makeIco,
  pngSize,
} from '../../../../scripts/lib/icon-files.mjs'

const folder = join(import.meta.dirname, '../../../../build/icons')
const read = (name: string): Buffer => readFileSync(join(folder, name))

/** The pictures of an .ico by its directory: what it says of the size, and what the picture has. */
function icoEntries(ico: Buffer): { says: number; has: [number, number] }[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const offset = ico.readUInt32LE(at + 12)
    const png = ico.subarray(offset, offset + ico.readUInt32LE(at + 8))
    return { says: ico.readUInt8(at) || 256, has: pngSize(png) as [number, number] }
  })
}

function icnsEntries(icns: Buffer): Record<string, [number, number]> {
  const found: Record<string, [number, number]> = {}
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))
    found[icns.toString('latin1', at, at + 4)] = pngSize(png) as [number, number]
  }
  return found
}

describe('the icon files in build/icons', () => {
  it('has each PNG in the size of its name, 16 to 1024', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.png'))
    expect(names).toEqual(expect.arrayContaining(['16x16.png', '512x512.png', '1024x1024.png']))
    for (const name of names) expect(pngSize(read(name))).toEqual(name.match(/\d+/g)?.map(Number))
  })

  it('has an .ico whose directory tells the truth', () => {
    const entries = icoEntries(read('icon.ico'))
    expect(entries.map(({ says }) => says)).toEqual(ICO_SIZES)
    for (const { says, has } of entries) expect(has).toEqual([says, says])
  })

  it('has an .icns of every type', () => {
    const expected = Object.entries(ICNS_TYPES).map(([type, size]) => [type, [size, size]])
    expect(icnsEntries(read('icon.icns'))).toEqual(Object.fromEntries(expected))
  })
})

describe('the containers', () => {
  const pngs = new Map([...ICO_SIZES, 512, 1024].map((size) => [size, Buffer.alloc(40 + size, 1)]))

  it('keep every picture byte for byte', () => {
    const ico = makeIco(pngs, [16, 32])
    expect(ico.subarray(6 + 32)).toEqual(Buffer.concat([pngs.get(16)!, pngs.get(32)!]))
    const icns = makeIcns(pngs, { ic07: 128 } as unknown as typeof ICNS_TYPES)
    expect(icns.subarray(16)).toEqual(pngs.get(128))
  })
})
