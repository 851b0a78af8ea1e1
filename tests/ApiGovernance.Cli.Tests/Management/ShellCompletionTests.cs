using System.ComponentModel;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>The scripts of `completion` in real shells: zsh behind a terminal of its own, fish by its own question, bash by its function.</summary>
public sealed class ShellCompletionTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("apigov api pro", "apigov api promote ")]
    [InlineData("apigov check --ba", "apigov check --base ")]
    [InlineData("apigov check --format text --outp", "apigov check --format text --output ")]
    [InlineData("apigov check --stage acti", "apigov check --stage active ")]
    [InlineData("apigov check --stage=acti", "apigov check --stage=active ")]
    [InlineData("apigov completion z", "apigov completion zsh ")]
    [InlineData("apigov check --format text orders.y", "apigov check --format text orders.yaml ")]
    [InlineData("cd . && apigov api pro", "cd . && apigov api promote ")]
    [InlineData("./apigov api pro", "./apigov api promote ")]
    public async Task Zsh_completes_a_line(string line, string expected) => (await ZshAsync(line)).ShouldBe(expected + "\n");

    [Theory]
    [InlineData("apigov ch", "changelog", "check")]
    [InlineData("apigov api pro", "promote")]
    [InlineData("apigov check --ba", "--base")]
    [InlineData("apigov check --stage acti", "active")]
    [InlineData("apigov check --stage=acti", "--stage=active")]
    [InlineData("apigov check --format j", "json", "junit")]
    [InlineData("apigov completion ", "bash", "fish", "pwsh", "zsh")]
    [InlineData("apigov check --format text orders.y", "orders.yaml")]
    [InlineData("cd . && apigov api pro", "promote")]
    public async Task Fish_offers(string line, params string[] expected) => (await FishAsync(line)).ShouldBe(expected);

    [Theory]
    [InlineData("api", "approve", "backend-conformance", "changelog", "delete", "deprecate", "list", "promote", "register", "reject", "retire", "show", "submit", "unregistered")]
    [InlineData("check")]
    [InlineData("check --format text")]
    public async Task Without_a_dash_no_option_is_in_the_way_of_files(string line, params string[] expected) => (await SuggestAsync(line + " ")).ShouldBe(expected);

    [Theory]
    [InlineData("check --")]
    [InlineData("check -")]
    [InlineData("check --format text --")]
    public async Task A_dash_offers_every_option(string line)
    {
        string[] offered = await SuggestAsync(line);
        offered.ShouldContain("--against");
        offered.ShouldContain("--read-limit");
        offered.ShouldAllBe(option => option.StartsWith('-'));
        offered.ShouldNotContain("-?");
    }

    [Theory]
    [InlineData("check --stage=", 6)]
    [InlineData("check --stage=ac", 1)]
    [InlineData("check --no-such-option=ac", 0)]
    [InlineData("no-such-command x", 0)]
    public async Task A_line_that_cannot_go_on_is_no_failure(string line, int offered) => (await SuggestAsync(line)).Length.ShouldBe(offered);

    private async Task<string[]> SuggestAsync(string line)
    {
        Ran ran = await _world.RunAsync($"[suggest:{line.Length}]", line);
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldBeEmpty();
        return ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string[]> FishAsync(string line)
    {
        await PrepareAsync("fish");
        Ran ran = await Apigov.OtherAsync("fish", _world.Path, Home, "--no-config", "--command", $"chmod +x ./apigov; set PATH $PWD $PATH; source ./script.fish; complete -C '{line}'");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        return [.. ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(offer => offer.Split('\t')[0]).Order(StringComparer.Ordinal)];
    }

    /// <summary>Types the line with a Tab after it, then a key that writes down what the line is by then.</summary>
    private async Task<string> ZshAsync(string line)
    {
        await PrepareAsync("zsh");
        _world.Write(".zshrc", """
            PATH="$PWD:$PATH"
            autoload -Uz compinit && compinit -u -D
            source ./script.zsh
            dump() { print -r -- "$BUFFER" > dumped; print DUMPED }
            zle -N dump
            bindkey '^T' dump
            # Only then is a key a key, and not text for a line that nobody edits yet.
            started() { print READY }
            zle -N zle-line-init started
            """);
        _world.Write("type.zsh", """
            chmod +x ./apigov
            zmodload zsh/zpty
            zpty shell zsh -d -i
            until [[ $seen == *READY* ]]; do zpty -r shell piece || exit 1; seen+=$piece; done
            zpty -w -n shell "$1"$'\t\x14'
            until [[ $seen == *DUMPED* ]]; do zpty -r shell piece || exit 1; seen+=$piece; done
            zpty -d shell
            cat dumped
            """);
        Ran ran = await Apigov.OtherAsync("zsh", _world.Path, Home, "-f", "type.zsh", line);
        ran.ExitCode.ShouldBe(0, ran.ToString());
        return ran.Output;
    }

    private async Task PrepareAsync(string shell)
    {
        Assert.SkipUnless(await IsThereAsync(shell), $"{shell} is not installed, so its script was not run (Debian: apt-get install {shell}).");
        Ran script = await _world.RunAsync("completion", shell);
        script.ExitCode.ShouldBe(0, script.ToString());
        _world.Write($"script.{shell}", script.Output);
        _world.Write("apigov", $"#!/bin/sh\nexec {Apigov.ShellCommand} \"$@\"\n");
    }

    private async Task<bool> IsThereAsync(string shell)
    {
        try
        {
            return (await Apigov.OtherAsync(shell, _world.Path, Home, "--version")).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Away from the settings of whoever runs the tests.</summary>
    private Dictionary<string, string> Home => new() { ["HOME"] = _world.Path, ["ZDOTDIR"] = _world.Path, ["XDG_CONFIG_HOME"] = _world.Path, ["TERM"] = "dumb" };
}
