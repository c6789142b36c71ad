import type { HandlerContext, HandlersOf } from './handler-types.ts'
import { tight } from './tight.ts'

/** All payments, their stories, and how long they are kept. */
export const historyHandlers = ({
  workbench: { history, journal },
  host,
}: HandlerContext): HandlersOf<'history' | 'journal'> => ({
  'history.query': (query) => history.query(tight(query)),
  'history.facets': () => history.facets(),
  'history.story': (query) => history.story(tight(query)),
  'history.addNote': ({ localId, text }) => history.addNote(localId, text),
  'history.removeNote'({ localId, noteId }) {
    history.removeNote(localId, noteId)
    return null
  },
  'history.again': ({ localId }) => history.again(localId),
  'history.compare': ({ first, second }) => history.compare(first, second),
  'history.forget': ({ localId }) => history.forget(localId),

  'journal.usage': () => journal.usage(),
  'journal.preview': (retention) => journal.preview(retention),
  'journal.sweep': (retention) => journal.sweep(retention),
  'journal.forgetEverything': () => journal.forgetEverything(),
  'journal.export': ({ maskPersonal }) =>
    host.saveFile('klavi-journal.ndjson', (path) => journal.export(path, { maskPersonal })),
  'journal.import': () => host.openFile(['ndjson'], (path) => journal.import(path)),
})
