namespace ApiGovernance.Cli.Inputs;

/// <summary>A command cannot do its work: what is wrong, how to mend it, and the exit code that says so to scripts.</summary>
internal class CommandRefusal(int exitCode, string problem, string fix) : Exception(problem)
{
    public int ExitCode { get; } = exitCode;

    public string Fix { get; } = fix;

    /// <summary>Runs a command's work; a refusal becomes its exit code and two lines on standard error.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (CommandRefusal refusal)
        {
            await Console.Error.WriteLineAsync($"apigov: {refusal.Message}");
            await Console.Error.WriteLineAsync($"  fix: {refusal.Fix}");
            return refusal.ExitCode;
        }
    }
}
