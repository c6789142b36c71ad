/** JSON text of so many megabytes: a list of banks, as a very large reply would have it. */
export function largeJson(megabytes) {
  const rows = []
  for (let size = 0; size < megabytes * 1e6; size += rows.at(-1).length + 1) {
    const index = rows.length
    rows.push(
      JSON.stringify({
        id: `c8f0bf49-4744-4933-8960-${String(index).padStart(12, '0')}`,
        name: `Banco número ${index}`,
        slug: `banco-${index}`,
        avatar: `https://cdn.example/${index}.png`,
        flags: [1, 2, 3],
        limits: { day: index, night: null },
      }),
    )
  }
  return `{"data":[${rows.join(',')}]}`
}
