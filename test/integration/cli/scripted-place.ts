import { afterEach, beforeEach } from 'vitest'
import { makePlace, type Place } from './place.ts'
import { startScriptedServer, type ScriptedServer } from './scripted-server.ts'

/** Those of the test that runs. */
export let place: Place
export let server: ScriptedServer

/** Gives each test of a file a place and a server of its own, and takes both away after it. */
export function useScriptedPlace(): void {
  beforeEach(async () => {
    place = makePlace()
    server = await startScriptedServer()
  })
  afterEach(async () => {
    await server.close()
    place.remove()
  })
}
