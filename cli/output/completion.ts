import { actionsOf } from '../args/actions.ts'
import { options, takes, verbs, type OptionSpec, type Verb } from '../args/options.ts'

const firstWords: Partial<Record<Verb, readonly string[]>> = actionsOf

/** What a verb takes as its first word, for the shell. */
const actionsFor = (verb: Verb): string => firstWords[verb]?.join(' ') ?? ''

/** Verbs that take files. */
const withFiles: readonly Verb[] = ['pay', 'run', 'report', 'payload', 'env']

const optionsOf = (verb: Verb): string =>
  options
    .filter((option) => takes(option, verb))
    .map(({ name }) => `--${name}`)
    .join(' ')

/** How an option's value is completed: by a path, by one of a few words, or not at all. */
type Kind = 'path' | 'choice' | 'free'

const kindOf = ({ value = '' }: OptionSpec): Kind =>
  value === 'FILE' || value === 'DIR' ? 'path' : value.includes('|') ? 'choice' : 'free'

const valued = (kind: Kind): OptionSpec[] =>
  options.filter((option) => option.value !== undefined && kindOf(option) === kind)

/** A pattern of `case`: each name once, though an option may mean another thing to another verb. */
const pattern = (list: readonly OptionSpec[]): string =>
  [...new Set(list.map(({ name }) => `--${name}`))].join('|')

const wordsOf = ({ value = '' }: OptionSpec): string => value.replaceAll('|', ' ')

/** A script that completes verbs, their options and files; made from the tables that the parser reads. */
export const completionScript = (shell: 'bash' | 'zsh'): string =>
  shell === 'bash' ? bash() : zsh()

// Paths are read line by line: one with a blank in it stays one. bash 3.2 (macOS) has no mapfile.
function bash(): string {
  const cases = verbs.map(
    (verb) =>
      `    ${verb}) words="${optionsOf(verb)}"; first="${actionsFor(verb)}"; files=${withFiles.includes(verb) ? 1 : 0} ;;`,
  )
  const choices = valued('choice').map(
    (option) =>
      `    --${option.name}) COMPREPLY=($(compgen -W "${wordsOf(option)}" -- "$current")); return ;;`,
  )
  return `# bash completion of klavi-tester
_klavi_tester_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen -f -- "$1"))
}
_klavi_tester() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" first="" files=0
  COMPREPLY=()
  case "$previous" in
    ${pattern(valued('path'))}) _klavi_tester_paths "$current"; return ;;
${choices.join('\n')}
    ${pattern(valued('free'))}) return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${verbs.join(' ')} help --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    help) first="${verbs.join(' ')}" ;;
  esac
  if [ "$COMP_CWORD" -eq 2 ]; then words="$first $words"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ "$files" = 1 ] && [ "\${current#-}" = "$current" ]; then
    _klavi_tester_paths "$current"
  fi
}
complete -F _klavi_tester klavi-tester
`
}

function zsh(): string {
  const cases = verbs.map((verb) => {
    const first = actionsFor(verb)
    const action = first === '' ? '' : `(( CURRENT == 3 )) && compadd -- ${first}; `
    const files = withFiles.includes(verb) ? '; _files' : ''
    return `    ${verb}) ${action}compadd -- ${optionsOf(verb)}${files} ;;`
  })
  const choices = valued('choice').map(
    (option) => `    --${option.name}) compadd -- ${wordsOf(option)}; return ;;`,
  )
  return `#compdef klavi-tester
_klavi_tester() {
  case "\${words[CURRENT-1]}" in
    ${pattern(valued('path'))}) _files; return ;;
${choices.join('\n')}
    ${pattern(valued('free'))}) return ;;
  esac
  if (( CURRENT == 2 )); then
    compadd -- ${verbs.join(' ')} help --help --version
    return
  fi
  case "\${words[2]}" in
${cases.join('\n')}
    help) compadd -- ${verbs.join(' ')} ;;
  esac
}
if [ "$funcstack[1]" = "_klavi_tester" ]; then _klavi_tester "$@"; else compdef _klavi_tester klavi-tester; fi
`
}
