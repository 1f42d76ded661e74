/** Scripts that have a shell ask the program what may stand where the cursor is. */

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/**
 * The script for a shell. All of them run `meshwright __complete WORDS… :CURRENT`, the word at the cursor behind a colon, so
 * that it is never an empty argument. A line comes back for each candidate, with its description behind a tab, and a last
 * line `:files` or `:none`, which says whether files fit as well.
 */
export const completionScript = (shell: Shell, withDescriptions: boolean): string =>
  scripts[shell](withDescriptions).trimStart();

const scripts: Readonly<Record<Shell, (withDescriptions: boolean) => string>> = {
  bash: (withDescriptions) => `
# bash completion for meshwright
_meshwright() {
  local line=\${COMP_LINE:0:COMP_POINT} current='' answer last value
  local -a words
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] || { current=\${words[\${#words[@]} - 1]}; unset "words[\${#words[@]} - 1]"; }
  # Of an alias its own program; flags that it adds are none of completion's business.
  local program=\${BASH_ALIASES[\${words[0]}]:-\${words[0]}}
  answer=$("\${program%% *}" __complete "\${words[@]:1}" ":$current" 2>/dev/null) || return
  COMPREPLY=()
  # Bash replaces only what follows the last of these characters.
  local kept=\${current%"\${current##*[=:]}"}
  while IFS=$'\\t' read -r value last; do
    case $value in
      :files) compopt -o filenames; COMPREPLY+=($(compgen -f -- "\${current##*=}")) ;;
      :none) ;;
      *)
        value=\${value#"$kept"}
        [[ $value == *= ]] && compopt -o nospace
        ${withDescriptions ? `[[ $COMP_TYPE == 63 && -n $last ]] && value="$value  ($last)"` : ':'}
        COMPREPLY+=("$value")
        ;;
    esac
  done <<< "$answer"
}
complete -F _meshwright meshwright
`,
  zsh: (withDescriptions) => `
#compdef meshwright
_meshwright() {
  local -a candidates closed
  local line value description
  for line in \${(f)"$(\${words[1]} __complete "\${(@)words[2,CURRENT-1]}" ":\${PREFIX}" 2>/dev/null)"}; do
    value=\${line%%$'\\t'*}
    description=\${line#*$'\\t'}
    case $value in
      :files) _files ;;
      :none) ;;
      *=) closed+=("\${value//:/\\\\:}${withDescriptions ? ':$description' : ''}") ;;
      *) candidates+=("\${value//:/\\\\:}${withDescriptions ? ':$description' : ''}") ;;
    esac
  done
  _describe 'candidate' candidates
  _describe 'flag' closed -S ''
}
compdef _meshwright meshwright
`,
  fish: (withDescriptions) => `
# fish completion for meshwright
function __meshwright_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] __complete $words[2..-1] ":$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path $current
            case ':none'
            case '*'
                echo ${withDescriptions ? '$line' : '(string split -f 1 \\t -- $line)'}
        end
    end
end
complete -c meshwright -f -a '(__meshwright_complete)'
`,
  powershell: (withDescriptions) => `
# PowerShell completion for meshwright
Register-ArgumentCompleter -Native -CommandName meshwright -ScriptBlock {
    param($current, $ast, $cursor)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { "$_" }
    })
    $before = @($words | Select-Object -Skip 1)
    $found = @(foreach ($line in (& $words[0] __complete @before ":$current" 2>$null)) {
        $value, $description = $line -split "\`t", 2
        if ($value -eq ':none') { continue }
        if ($value -eq ':files') {
            $flag, $path = if ($current -match '^(--[^=]+=)(.*)$') { $Matches[1], $Matches[2] } else { '', "$current" }
            foreach ($file in [System.Management.Automation.CompletionCompleters]::CompleteFilename($path)) {
                $text = $flag + $file.CompletionText
                [System.Management.Automation.CompletionResult]::new($text, $file.ListItemText, $file.ResultType, $file.ToolTip)
            }
            continue
        }
        $tip = ${withDescriptions ? 'if ($description) { $description } else { $value }' : '$value'}
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
    })
    # Where nothing is found, PowerShell would offer files.
    if ($found.Count -gt 0) { $found } else { '' }
}
`,
};
