/*
 * As much of the D-Bus wire format as the keychain probe needs: method calls with string arguments,
 * replies whose first value is a boolean, number, string or object path (D-Bus Specification,
 * "Type System" and "Message Protocol"). Little-endian, like every platform the app is built for.
 */

export interface BusCall {
  destination: string
  path: string
  interface: string
  member: string
  args: readonly string[]
}

export interface BusMessage {
  /** 2 is a method return, 3 an error; others (signals) are not for us. */
  type: number
  replySerial: number | undefined
  errorName: string | undefined
  /** First value of the body; undefined for an empty body or a type not listed above. */
  value: boolean | number | string | undefined
}

const LITTLE_ENDIAN = 0x6c
const METHOD_CALL = 1
const PROTOCOL_VERSION = 1
const FIELD = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  signature: 8,
}
const FIXED_HEADER = 16

const align = (offset: number, to: number): number => Math.ceil(offset / to) * to

/** One method call, ready for the socket. `serial` must be above 0. */
export function encodeCall(call: BusCall, serial: number): Buffer {
  const body = new Writer()
  for (const arg of call.args) body.string(arg)
  const fields = new Writer()
  const field = (code: number, type: 'o' | 's', text: string): void => {
    fields.pad(8).byte(code).signature(type).string(text)
  }
  field(FIELD.path, 'o', call.path)
  field(FIELD.interface, 's', call.interface)
  field(FIELD.member, 's', call.member)
  field(FIELD.destination, 's', call.destination)
  if (call.args.length > 0) {
    fields.pad(8).byte(FIELD.signature).signature('g').signature('s'.repeat(call.args.length))
  }
  const fieldBytes = fields.bytes()
  const head = new Writer()
  head.byte(LITTLE_ENDIAN).byte(METHOD_CALL).byte(0).byte(PROTOCOL_VERSION)
  head.uint32(body.bytes().length).uint32(serial).uint32(fieldBytes.length)
  // The header's array starts at 16, itself a multiple of 8, so paddings made apart fit together.
  const header = Buffer.concat([head.bytes(), fieldBytes])
  const gap = Buffer.alloc(align(header.length, 8) - header.length)
  return Buffer.concat([header, gap, body.bytes()])
}

/** Length of the message at the start of `data`, or undefined while too little of it is there. */
export function messageLength(data: Buffer): number | undefined {
  if (data.length < FIXED_HEADER) return undefined
  if (data[0] !== LITTLE_ENDIAN) throw new Error('The bus sent a message in another byte order')
  return align(FIXED_HEADER + data.readUInt32LE(12), 8) + data.readUInt32LE(4)
}

/** Reads one whole message, `messageLength` bytes long. Throws RangeError for a broken one. */
export function decodeMessage(data: Buffer): BusMessage {
  const fieldsEnd = FIXED_HEADER + data.readUInt32LE(12)
  const reader = new Reader(data, FIXED_HEADER)
  const fields = new Map<number, BusMessage['value']>()
  while (reader.offset < fieldsEnd) {
    reader.pad(8)
    const code = reader.byte()
    fields.set(code, reader.value(reader.signature()))
  }
  const signature = fields.get(FIELD.signature)
  const errorName = fields.get(FIELD.errorName)
  const replySerial = fields.get(FIELD.replySerial)
  reader.offset = align(fieldsEnd, 8)
  return {
    type: data.readUInt8(1),
    replySerial: typeof replySerial === 'number' ? replySerial : undefined,
    errorName: typeof errorName === 'string' ? errorName : undefined,
    value: typeof signature === 'string' && signature !== '' ? reader.value(signature) : undefined,
  }
}

class Writer {
  #data: number[] = []

  pad(to: number): this {
    while (this.#data.length % to !== 0) this.#data.push(0)
    return this
  }

  byte(value: number): this {
    this.#data.push(value)
    return this
  }

  uint32(value: number): this {
    this.pad(4)
    for (let shift = 0; shift < 32; shift += 8) this.#data.push((value >>> shift) & 0xff)
    return this
  }

  string(text: string): this {
    const bytes = Buffer.from(text, 'utf8')
    this.uint32(bytes.length)
    this.#data.push(...bytes, 0)
    return this
  }

  signature(text: string): this {
    this.#data.push(text.length, ...Buffer.from(text, 'ascii'), 0)
    return this
  }

  bytes(): Buffer {
    return Buffer.from(this.#data)
  }
}

class Reader {
  readonly #data: Buffer
  offset: number

  constructor(data: Buffer, offset: number) {
    this.#data = data
    this.offset = offset
  }

  pad(to: number): void {
    this.offset = align(this.offset, to)
  }

  byte(): number {
    return this.#data.readUInt8(this.offset++)
  }

  uint32(): number {
    this.pad(4)
    this.offset += 4
    return this.#data.readUInt32LE(this.offset - 4)
  }

  text(length: number): string {
    const text = this.#data.toString('utf8', this.offset, this.offset + length)
    this.offset += length + 1
    return text
  }

  signature(): string {
    return this.text(this.byte())
  }

  value(signature: string): BusMessage['value'] {
    switch (signature[0]) {
      case 's':
      case 'o':
        return this.text(this.uint32())
      case 'g':
        return this.signature()
      case 'u':
        return this.uint32()
      case 'b':
        return this.uint32() === 1
      case 'v':
        return this.value(this.signature())
      default:
        return undefined
    }
  }
}
