namespace ApiGovernance.Cli.Completion;

/// <summary>
/// The scripts by which shells complete `apigov`: they ask the program itself (`[suggest:POSITION] LINE`), so that they never tell less than
/// it knows. The line that they hand over begins after the program's name.
/// </summary>
internal static class CompletionScripts
{
    public static string[] Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };

    private const string Bash = """
        # bash completion of apigov. For each shell: eval "$(apigov completion bash)" in ~/.bashrc
        _apigov() {
            local line="${COMP_LINE#"${COMP_WORDS[0]}"}" candidate
            local word="${COMP_LINE:0:COMP_POINT}"
            word="${word##*[[:space:]]}"
            line="${line# }"
            local point=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            COMPREPLY=()
            while IFS= read -r candidate; do
                [[ -n $candidate ]] && COMPREPLY+=("$candidate")
            done < <("${COMP_WORDS[0]}" "[suggest:$point]" "$line" 2>/dev/null)
            # bash breaks words at colons and equals signs; what is before the last of them is on the line already.
            if [[ $word == *[:=]* && ${#COMPREPLY[@]} -gt 0 ]]; then
                local done_part="${word%"${word##*[:=]}"}"
                COMPREPLY=("${COMPREPLY[@]#"$done_part"}")
            fi
        }
        complete -o default -F _apigov apigov

        """;

    private const string Zsh = """
        #compdef apigov
        # zsh completion of apigov: eval "$(apigov completion zsh)" in ~/.zshrc, after compinit
        _apigov() {
            # The words of this command alone: the line may have others before it. A tilde in the program's path is not expanded yet.
            local program=${~words[1]} line="${(j: :)words[2,CURRENT-1]}"
            line="${line:+$line }$PREFIX"
            local -a candidates
            candidates=("${(@f)$("$program" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            candidates=(${candidates:#})
            if (( ${#candidates} )); then
                # They are whole words that fit what is written, in upper case or lower.
                compadd -U -Q -- "${candidates[@]}"
            else
                _files
            fi
        }
        compdef _apigov apigov

        """;

    private const string Fish = """
        # fish completion of apigov: apigov completion fish > ~/.config/fish/completions/apigov.fish
        function __apigov_complete
            set -l line (string replace -r '^\S+\s?' '' -- (commandline -cp))
            set -l candidates (apigov "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            # Files where the program knows no words; beside them they would be in the way.
            if set -q candidates[1]
                printf '%s\n' $candidates
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c apigov -f -a '(__apigov_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion of apigov: apigov completion pwsh | Out-String | Invoke-Expression in $PROFILE
        Register-ArgumentCompleter -Native -CommandName apigov -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $program = $commandAst.CommandElements[0].Extent
            $line = $commandAst.Extent.Text.Substring($program.Text.Length).TrimStart()
            $point = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - $commandAst.Extent.Text.Length + $line.Length)
            if ($point -gt $line.Length) { $line = $line.PadRight($point) }
            & $program.Text "[suggest:$point]" "$line" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;
}
