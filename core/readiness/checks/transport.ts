import { isLoopback } from '../../klavi/origin.ts'
import { failed, noAnswer, notApplicable, passed, type Check } from '../check.ts'
import type { Scene } from '../scene.ts'

/** A certificate that ends sooner than this is told. */
const soonMs = 14 * 24 * 3_600_000

const httpsOnly: Check = {
  id: 'https-only',
  group: 'transport',
  section: '§1',
  run({ environment }) {
    const url = new URL(environment.origin)
    if (url.protocol === 'https:') return passed('https', { origin: environment.origin })
    return isLoopback(url)
      ? notApplicable('http-loopback', { origin: environment.origin })
      : failed('http', { origin: environment.origin })
  },
}

/** The first call of the suite: its connection is new, so that the handshake is seen. */
const tlsQuality: Check = {
  id: 'tls-quality',
  group: 'transport',
  section: '§1',
  async run(scene) {
    const { environment, context } = scene
    if (new URL(environment.origin).protocol !== 'https:') {
      return notApplicable('http-loopback', { origin: environment.origin })
    }
    const result = await scene.provoke({
      step: 'participants',
      method: 'GET',
      path: '/participants',
    })
    if (result.kind === 'fault') {
      if (result.fault.code === 'timeout') scene.facts.silent = true
      return noAnswer(result)
    }
    const tls = context.journal.exchanges.get(result.exchangeId)?.tls
    if (tls === undefined) return notApplicable('tls-unseen')
    if (!['TLSv1.2', 'TLSv1.3'].includes(tls.protocol)) {
      return failed('tls-old', { protocol: tls.protocol })
    }
    const leftMs = Date.parse(tls.validTo) - context.ports.clock.now()
    const facts = {
      protocol: tls.protocol,
      cipher: tls.cipher,
      validTo: tls.validTo.slice(0, 10),
    }
    return leftMs < soonMs ? failed('certificate-ends', facts) : passed('tls', facts)
  },
}

/** Whether text beyond ASCII comes back as it went out. */
const utf8: Check = {
  id: 'utf-8',
  group: 'payload',
  section: '§1',
  sends: true,
  async run(scene) {
    const name = 'João Conceição Muñoz Ångström'
    const sent = await sendNamed(scene, name)
    const { paymentId } = sent.payment
    if (paymentId === undefined) {
      scene.needAccepted()
      return failed('not-accepted', { status: sent.httpStatus ?? 0 })
    }
    const path = scene.paymentPath(paymentId)
    const result = await scene.get(path, 'payment')
    if (result.kind !== 'reply' || result.status >= 300) {
      return failed('answered', { status: result.kind === 'reply' ? result.status : 0 })
    }
    const payer = (result.json as Record<string, Record<string, unknown> | undefined>) ?? {}
    const back = payer['user']?.['name'] ?? payer['customer']?.['name']
    if (back === undefined) return notApplicable('name-not-returned')
    return back === name ? passed('name-kept') : failed('name-changed', { seen: String(back) })
  },
}

const sendNamed = (scene: Scene, payerName: string) =>
  scene.send(scene.body({ payerName }), { watch: false })

export const transportChecks: readonly Check[] = [httpsOnly, tlsQuality]
export { utf8 }
