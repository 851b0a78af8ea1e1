using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Management;

/// <summary>`completion bash`, asked by a real bash as it asks when somebody presses Tab.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("apigov api pro", "promote")]
    [InlineData("apigov api list --sta", "--stage")]
    [InlineData("apigov api list --stage acti", "active")]
    [InlineData("apigov ex", "export")]
    public async Task A_word_is_completed(string line, string expected) => (await CompleteAsync(line)).ShouldContain(expected);

    [Fact]
    public async Task Names_come_from_the_catalog()
    {
        _world.WriteCatalog();
        await using ControlPlane plane = await ControlPlane.StartAsync(_world);
        await OffersAsync($"apigov api show --catalog-url {plane.Address} or", "orders");
        await OffersAsync($"apigov api retire --catalog-url {plane.Address} orders/", "orders/v1");
    }

    [Theory]
    [InlineData("zsh", "compdef _apigov apigov")]
    [InlineData("fish", "complete -c apigov")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Other_shells_have_scripts_too(string shell, string expected) =>
        (await _world.RunAsync("completion", shell)).Output.ShouldContain(expected);

    /// <summary>A catalog that is slow to answer is not waited for, so it is asked again.</summary>
    private Task OffersAsync(string line, string name) =>
        Eventually.HoldsAsync(async () => (await CompleteAsync(line)).SequenceEqual([name]), TimeSpan.FromSeconds(60), $"{name} is offered after {line}");

    private async Task<string[]> CompleteAsync(string line)
    {
        Ran script = await _world.RunAsync("completion", "bash");
        script.ExitCode.ShouldBe(0, script.ToString());
        _world.Write("apigov", $"#!/bin/sh\nexec {Apigov.ShellCommand} \"$@\"\n");
        _world.Write("complete.sh", $$"""
            chmod +x ./apigov; PATH="$PWD:$PATH"
            {{script.Output}}
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _apigov
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        Ran ran = await Apigov.OtherAsync("bash", _world.Path, new Dictionary<string, string>(), "complete.sh");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        return ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
