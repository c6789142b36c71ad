// ESLint rule: what a person reads comes from the catalogues in messages/, never from the markup itself.

/** Attributes whose value is shown or read out. */
const SPOKEN = new Set([
  ...['alt', 'title', 'placeholder', 'label', 'description', 'hint', 'text', 'header'],
  ...[
    'aria-label',
    'aria-description',
    'aria-placeholder',
    'aria-roledescription',
    'aria-valuetext',
  ],
])

const hasWords = (text) => /\p{L}/u.test(text)

/** The words of `'…'`, `` `…` `` and of either arm of `a ? '…' : '…'`, `a ?? '…'`: what an expression may show. */
function literalsOf(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && hasWords(node.value) ? [node] : []
    case 'TemplateLiteral':
      return node.quasis.some((part) => hasWords(part.value.cooked ?? '')) ? [node] : []
    case 'ConditionalExpression':
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)]
    case 'LogicalExpression':
      return [...literalsOf(node.left), ...literalsOf(node.right)]
    default:
      return []
  }
}

export default {
  meta: {
    type: 'problem',
    docs: { description: 'text in markup comes from the message catalogues' },
    schema: [
      {
        type: 'object',
        properties: { allow: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: {
      bare: 'Bare text "{{text}}": put it into messages/en and messages/pt-BR and use m.…()',
    },
  },
  create(context) {
    const allowed = new Set(context.options[0]?.allow ?? [])
    const report = (node, text) => {
      const words = text.trim().replace(/\s+/g, ' ')
      if (hasWords(words) && !allowed.has(words)) {
        context.report({ node, messageId: 'bare', data: { text: words.slice(0, 60) } })
      }
    }
    const source = context.sourceCode
    return {
      SvelteText(node) {
        const code = ['SvelteStyleElement', 'SvelteScriptElement'].includes(node.parent.type)
        if (!code) report(node, node.value)
      },
      SvelteMustacheTag(node) {
        const { parent } = node
        const shown =
          parent.type === 'SvelteElement' ||
          (parent.type === 'SvelteAttribute' && SPOKEN.has(parent.key.name)) ||
          /Block$/.test(parent.type)
        if (!shown) return
        for (const literal of literalsOf(node.expression)) {
          const text = literal.type === 'Literal' ? literal.value : source.getText(literal)
          report(literal, literal.type === 'Literal' ? text : text.replace(/\$\{[^}]*\}/g, ''))
        }
      },
      SvelteLiteral(node) {
        if (node.parent.type === 'SvelteAttribute' && SPOKEN.has(node.parent.key.name)) {
          report(node, node.value)
        }
      },
    }
  },
}
