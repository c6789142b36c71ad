import type { HandlerContext, HandlersOf } from './handler-types.ts'

/** The payload workbench, presets, matrix sends and the return leg. */
export const payloadHandlers = ({
  workbench: { payload, payments, presets, matrix, returns },
  host,
}: HandlerContext): HandlersOf<'payload' | 'presets' | 'matrix' | 'returns'> => ({
  'payload.open': ({ environmentId }) => payload.open(environmentId),
  'payload.save'({ environmentId, document }) {
    payload.save(environmentId, document)
    return null
  },
  'payload.preview': ({ environmentId, text }) => payload.preview(environmentId, text),
  'payload.send': ({ environmentId, text, participantName, negative, confirmation }) =>
    payments.send(environmentId, { text, participantName }, { negative, confirmation }),
  'payload.translate': ({ text, from, to }) => payload.translate(text, from, to),
  'payload.inspectBrCode': ({ text }) => payload.inspectBrCode(text),
  'payload.fillFromBrCode': ({ environmentId, text, code }) =>
    payload.fillFromBrCode(environmentId, text, code),
  'payload.renderBrCode': ({ environmentId, text }) => ({
    code: payload.renderBrCode(environmentId, text) ?? null,
  }),
  'payload.inspectPixKey': ({ text }) => payload.inspectPixKey(text),
  'payload.inspectDocument': ({ text }) => payload.inspectDocument(text),
  'payload.inspectAmount': ({ text }) => payload.inspectAmount(text),
  'payload.generateDocument': ({ type }) => payload.generateDocument(type),
  'payload.import': ({ text }) => payload.import(text),
  'payload.export': ({ environmentId, text, form }) => payload.export(environmentId, text, form),
  'payload.compare': ({ environmentId, text, against }) =>
    payload.compare(environmentId, text, against),
  'payload.sentText': ({ localId }) => ({ text: payload.sentText(localId) }),

  'presets.list': ({ environmentId, search }) => presets.list(environmentId, search),
  'presets.folder': () => presets.folder(),
  async 'presets.chooseFolder'() {
    const path = await host.chooseFolder(presets.folder().path)
    return path === undefined ? null : presets.chooseFolder(path)
  },
  'presets.save': (preset) => presets.save(preset),
  'presets.duplicate': ({ environmentId, id, name }) => presets.duplicate(environmentId, id, name),
  async 'presets.remove'({ id }) {
    await presets.remove(id)
    return null
  },

  'matrix.start': (plan) => matrix.start(plan),
  'matrix.cancel': ({ id }) => matrix.cancel(id),
  'matrix.current': () => matrix.current(),

  'returns.state': () => returns.state(),
  'returns.open': () => returns.open(),
  'returns.close': () => returns.close(),
  'returns.visits': () => returns.visits(),
})
