import type { BodyNode } from '../../../../../electron/contract/types.ts'

/** What was read of what one node holds. */
export interface Branch {
  nodes: BodyNode[]
  total: number
  open: boolean
}

export interface TreeRow {
  /** Unique in the tree. */
  key: string
  depth: number
  node: BodyNode | null
  /** Where the node stands among its siblings, from 1, and how many they are. */
  place: number
  siblings: number
  open?: boolean
  /** The path whose further children a row without a node brings in. */
  more?: string
}

/** The rows that are seen: each open branch below its node, then a row for what of it was not read yet. */
export function treeRows(branches: ReadonlyMap<string, Branch>): TreeRow[] {
  const rows: TreeRow[] = []
  const grow = (path: string, depth: number): void => {
    const branch = branches.get(path)
    if (!branch?.open) return
    for (const [index, node] of branch.nodes.entries()) {
      const below = branches.get(node.path)
      const parent = node.kind === 'object' || node.kind === 'array'
      rows.push({
        key: node.path,
        depth,
        node,
        place: index + 1,
        siblings: branch.total,
        ...(parent && node.children > 0 ? { open: below?.open ?? false } : {}),
      })
      grow(node.path, depth + 1)
    }
    if (branch.nodes.length < branch.total) {
      rows.push({
        key: `more ${path}`,
        depth,
        node: null,
        place: branch.nodes.length + 1,
        siblings: branch.total,
        more: path,
      })
    }
  }
  grow('$', 0)
  return rows
}
