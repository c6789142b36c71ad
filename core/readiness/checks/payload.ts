import type { Dialect } from '../../model/environment.ts'
import { failed, notApplicable, passed, type Check, type Finding } from '../check.ts'
import { methodBody, methodsOf, minimalBody, replaced, requiredFields, without } from '../bodies.ts'
import type { Body } from '../bodies.ts'
import type { Scene } from '../scene.ts'
import { utf8 } from './transport.ts'

type Sent = Awaited<ReturnType<Scene['send']>>

const codeOf = (sent: Sent): string => String(sent.error?.code ?? sent.payment.state)

/** A body that must be refused for its form: 400 or 422 (docs/klavi-api.md §4). */
async function mustRefuse(scene: Scene, body: Body): Promise<Finding> {
  scene.needAccepted()
  const sent = await scene.send(body, { wrong: true })
  const status = sent.httpStatus ?? 0
  if (sent.payment.state === 'refused') {
    return [400, 422, 416].includes(status)
      ? passed('refused', { status })
      : failed('refused-otherwise', { status, wanted: '400, 422' })
  }
  if (sent.payment.paymentId !== undefined) return failed('not-refused', { status })
  return failed('call', { code: codeOf(sent), detail: '' })
}

const ids = (scene: Scene) => ({
  externalId: scene.newId(),
  participantId: scene.needParticipant().id,
})

const redirectOptional: Check = {
  id: 'redirect-optional',
  group: 'payload',
  section: '§3.3',
  sends: true,
  async run(scene) {
    await scene.needToken()
    const { dialect } = scene.environment
    const name = dialect === 'g1' ? 'redirectURL' : 'redirectUrl'
    const sent = await scene.send(without(minimalBody(dialect, ids(scene)), [name]))
    if (sent.payment.state === 'refused') {
      scene.needAccepted()
      return passed('redirect-needed', { status: sent.httpStatus ?? 0 })
    }
    if (sent.payment.paymentId !== undefined) return passed('redirect-free')
    return failed('call', { code: codeOf(sent), detail: '' })
  },
}

const method = (dialect: Dialect, name: string): Check => ({
  id: `method-${name.toLowerCase().replaceAll('_', '-')}`,
  group: 'payload',
  section: '§3.3',
  sends: true,
  textKey: 'method',
  values: { method: name },
  async run(scene) {
    await scene.needToken()
    const sent = await scene.send(methodBody(dialect, name, ids(scene)))
    const status = sent.httpStatus ?? 0
    if (sent.payment.paymentId !== undefined) return passed('accepted', { status })
    if (sent.payment.state === 'refused' && status === 403) {
      return notApplicable('method-forbidden', { method: name })
    }
    return sent.payment.state === 'refused'
      ? failed('not-accepted', { status })
      : failed('call', { code: codeOf(sent), detail: '' })
  },
})

const missing = (dialect: Dialect, name: string, path: readonly string[]): Check => ({
  id: `missing-${name}`,
  group: 'payload',
  section: '§3.3',
  negative: true,
  sends: true,
  textKey: 'missing',
  values: { field: path.join('.') },
  async run(scene) {
    await scene.needToken()
    return mustRefuse(scene, without(minimalBody(dialect, ids(scene)), path))
  },
})

/** Each required field of a type that it does not have. */
const wrongTypes: Check = {
  id: 'wrong-types',
  group: 'payload',
  section: '§3.3',
  negative: true,
  sends: true,
  async run(scene) {
    await scene.needToken()
    const { dialect } = scene.environment
    const fields = requiredFields(dialect)
    const wrong: [path: readonly string[], value: unknown][] = [
      [fields['amount'] ?? [], { value: 4800 }],
      [fields['participant-id'] ?? [], 42],
      [fields['external-id'] ?? [], ['one', 'two']],
      [fields['method'] ?? [], 7],
      [fields['user-tax-id'] ?? [], { number: 52998224725 }],
      [[fields['user-name']?.[0] ?? ''], 'Maria'],
    ]
    let last: Finding = passed()
    for (const [path, value] of wrong) {
      last = await mustRefuse(scene, replaced(minimalBody(dialect, ids(scene)), path, value))
      if (last.verdict !== 'passed') {
        const { code = '', values = {} } = last.reason ?? {}
        return code === 'not-refused'
          ? failed('type-accepted', { field: path.join('.'), status: values['status'] ?? 0 })
          : last
      }
    }
    return passed('types-refused', { count: wrong.length })
  },
}

/** The minimal payload under a content type that the guide does not have. */
const plainText: Check = {
  id: 'content-type-refused',
  group: 'payload',
  section: '§1',
  negative: true,
  sends: true,
  async run(scene) {
    await scene.needToken()
    scene.needAccepted()
    const sent = await scene.send(scene.body(), { wrong: true, contentType: 'text/plain' })
    const status = sent.httpStatus ?? 0
    if (sent.payment.state === 'refused') {
      return [400, 415, 422].includes(status)
        ? passed('refused', { status })
        : failed('refused-otherwise', { status, wanted: '415, 400, 422' })
    }
    if (sent.payment.paymentId !== undefined) return failed('not-refused', { status })
    return failed('call', { code: codeOf(sent), detail: '' })
  },
}

const duplicate: Check = {
  id: 'duplicate-external-id',
  group: 'payload',
  section: '§4',
  negative: true,
  sends: true,
  async run(scene) {
    await scene.needToken()
    const body = minimalBody(scene.environment.dialect, ids(scene))
    const first = await scene.send(body)
    if (first.payment.paymentId === undefined) {
      scene.needAccepted()
      return failed('not-accepted', { status: first.httpStatus ?? 0 })
    }
    const second = await scene.send(body)
    const status = second.httpStatus ?? 0
    if (second.payment.paymentId !== undefined) return failed('accepted-twice', { status })
    if (second.payment.state !== 'refused') {
      return failed('call', { code: codeOf(second), detail: '' })
    }
    return status === 409
      ? passed('refused', { status })
      : failed('refused-otherwise', { status, wanted: '409' })
  },
}

/** Those of a dialect: its methods and its required fields differ. */
export const payloadChecks = (dialect: Dialect): readonly Check[] => [
  redirectOptional,
  utf8,
  ...methodsOf(dialect).map((name) => method(dialect, name)),
  ...Object.entries(requiredFields(dialect)).map(([name, path]) => missing(dialect, name, path)),
  wrongTypes,
  plainText,
  duplicate,
]
