import { Linter } from 'eslint'
import svelte from 'eslint-plugin-svelte'
import { describe, expect, it } from 'vitest'
import noBareText from '../../../scripts/eslint/no-bare-text.js'

/** The texts that the rule objects to. */
function found(markup: string, allow: string[] = []): string[] {
  const config = [
    ...svelte.configs.base,
    {
      files: ['**/*.svelte'],
      plugins: { house: { rules: { 'no-bare-text': noBareText } } },
      rules: { 'house/no-bare-text': ['error', { allow }] },
    },
  ]
  const messages = new Linter().verify(markup, config as never, { filename: 'a.svelte' })
  return messages.map(({ message }) => /"(.*)"/.exec(message)?.[1] ?? message)
}

describe('no-bare-text', () => {
  it.each([
    ['<p>Send payment</p>', 'Send payment'],
    ['{#if open}Olá{/if}', 'Olá'],
    ['<button aria-label="Close">×</button>', 'Close'],
    ['<input placeholder="Name" />', 'Name'],
    ['<Field label="Amount" />', 'Amount'],
    ['<p>{"Send"}</p>', 'Send'],
    ['<p>{sent ? "Sent" : m.send()}</p>', 'Sent'],
    ['<img alt={name ?? "Logo"} />', 'Logo'],
    ['<p>{`${count} banks`}</p>', '` banks`'],
  ])('objects to %s', (markup, text) => {
    expect(found(markup)).toEqual([text])
  })

  it.each([
    '<p>{m.payment_send()}</p>',
    '<p class="quiet" id="name">— · 12 %</p>',
    '<p>{`${a}/${b}`}</p>',
    '<Field label={m.amount()} kind="text" />',
    '<script>const a = "words"</script><style>p { color: red }</style>',
    '<p class={open ? "open" : "shut"}>{#each list as one}{one}{/each}</p>',
    '<!-- a comment in words -->',
  ])('lets %s pass', (markup) => {
    expect(found(markup)).toEqual([])
  })

  it('lets pass what is the same in every language', () => {
    expect(found('<p>POST</p>', ['POST'])).toEqual([])
    expect(found('<p>POST it</p>', ['POST'])).toEqual(['POST it'])
  })
})
