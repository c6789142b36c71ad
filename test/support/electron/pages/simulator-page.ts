import type { Page } from '@playwright/test'

/** The simulator's screen, by the names that people see; for a window wide enough to show all of it at once. */
export class SimulatorPage {
  readonly window: Page

  constructor(window: Page) {
    this.window = window
  }

  get payments() {
    return this.window.getByRole('table', { name: 'Payments held' })
  }

  get course() {
    return this.window.getByRole('list', { name: 'Timeline' })
  }

  get requests() {
    return this.window.getByRole('grid', { name: 'Request log' })
  }

  get rules() {
    return this.window.getByRole('list', { name: 'Rules in force' })
  }

  async open(): Promise<void> {
    const steps = this.window.getByRole('navigation', { name: 'Steps' })
    await steps.getByRole('link', { name: 'Simulator' }).click()
  }

  async tab(name: 'Behaviour' | 'Outcomes' | 'Recipes' | 'Faults'): Promise<void> {
    await this.window.getByRole('tab', { name }).click()
  }

  async choose(box: string, option: string | RegExp): Promise<void> {
    await this.window.getByRole('combobox', { name: box }).click()
    await this.window.getByRole('option', { name: option }).click()
  }

  /** Adds a rule for status polls that answers this HTTP status so many times. */
  async failPolls(httpStatus: number, times: number): Promise<void> {
    await this.tab('Faults')
    const form = this.window.getByRole('form', { name: 'New rule' })
    await form.getByRole('textbox', { name: 'httpStatus' }).fill(String(httpStatus))
    await form.getByRole('textbox', { name: 'At most (times)' }).fill(String(times))
    await form.getByRole('button', { name: 'Add rule' }).click()
  }

  async step(): Promise<void> {
    await this.window.getByRole('button', { name: 'Step', exact: true }).click()
  }
}
