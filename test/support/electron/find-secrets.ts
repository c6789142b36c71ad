import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** All the forms in which a secret could lie about. Base64 depends on where it begins, so it has three. */
function formsOf(secret: string): [form: string, bytes: Buffer][] {
  const plain = Buffer.from(secret, 'utf8')
  const base64 = [0, 1, 2].map((before): [string, Buffer] => {
    const padded = Buffer.concat([Buffer.alloc(before), plain])
    // The first and the last group hold neighbours of the secret too.
    const from = before === 0 ? 0 : 4
    const text = padded.toString('base64').slice(from, Math.floor(padded.length / 3) * 4)
    return [`base64+${before}`, Buffer.from(text, 'latin1')]
  })
  return [
    ['plain', plain],
    ['URL-encoded', Buffer.from(encodeURIComponent(secret))],
    ['form-encoded', Buffer.from(new URLSearchParams({ s: secret }).toString().slice(2))],
    ['JSON', Buffer.from(JSON.stringify(secret).slice(1, -1))],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['hex', Buffer.from(plain.toString('hex'))],
    ...base64,
  ]
}

/** Where in some bytes a secret stands, in whichever form; names each secret by its first characters only. */
export function secretsIn(name: string, bytes: Buffer, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) =>
    formsOf(secret)
      .filter(([, form]) => bytes.includes(form))
      .map(([form]) => `${name}: ${secret.slice(0, 8)}… (${form})`),
  )
}

/** The same for every file below a folder, whatever it is. */
export function secretsBelow(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      return secretsIn(path, readFileSync(path), secrets)
    })
}
