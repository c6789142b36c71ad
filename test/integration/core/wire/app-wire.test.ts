import got from 'got'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createAppWire } from '../../../../core/klavi/http/app-wire.ts'
import { rawServer, reply } from '../../../support/wire/raw-server.ts'
import { get, post } from '../../../support/wire/test-wire.ts'

it('reads through Node and changes through got, over the same connections', async () => {
  const byGot = vi.spyOn(got, 'stream')
  const wire = createAppWire()
  onTestFinished(() => wire.close())
  const server = await rawServer(async ({ socket, request }) => {
    for (;;) {
      await request()
      socket.write(reply('{}'))
    }
  })
  const url = `http://127.0.0.1:${server.port}/x`
  await wire.exchange({ ...get, url })
  expect(byGot).not.toHaveBeenCalled()
  await wire.exchange({ ...post, url })
  expect(byGot).toHaveBeenCalledOnce()
})
