import { simulatorCatalogue } from '../simulator/bridge-catalogue.ts'
import { rulesLeft } from '../simulator/rules-left.ts'
import type { HandlerContext, HandlersOf } from './handler-types.ts'

export const simulatorHandlers = ({
  simulator: { desk, follower },
  host,
}: HandlerContext): HandlersOf<'simulator'> => ({
  'simulator.state': () => desk.status(),
  'simulator.start': () => desk.start(),
  'simulator.catalogue': () => simulatorCatalogue(),
  'simulator.configure': (settings) => desk.change((control) => control.configure(settings)),
  'simulator.recipe': ({ name }) => desk.change((control) => control.setRecipe(name)),
  'simulator.addFault': ({ rule }) =>
    desk.change(async (control) => {
      const { faults } = await control.state()
      return control.setFaults([...rulesLeft(faults), rule])
    }),
  'simulator.removeFault': ({ index }) =>
    desk.change(async (control) => {
      const { faults } = await control.state()
      return control.setFaults(rulesLeft(faults.toSpliced(index, 1)))
    }),
  'simulator.nextOutcome': ({ outcome }) =>
    desk.change((control) => control.setNextOutcome(outcome)),
  'simulator.payments': ({ limit }) => desk.payments(limit),
  'simulator.act': ({ id, action }) => desk.act(id, action),
  'simulator.requests': ({ limit }) => desk.requests(limit),
  async 'simulator.revokeTokens'() {
    await desk.run((control) => control.revokeTokens())
    return null
  },
  async 'simulator.revealCa'() {
    const file = await desk.caFile()
    if (file !== null) host.revealFile(file)
    return null
  },
  'simulator.follow'({ on }) {
    follower.follow(on)
    return null
  },
})
