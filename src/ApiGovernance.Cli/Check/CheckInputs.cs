using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;

namespace ApiGovernance.Cli.Check;

/// <summary>What the arguments of `check` name: what the base has and the tree has not any more is no missing document.</summary>
internal static class CheckInputs
{
    /// <exception cref="CommandRefusal">A folder or a pattern has no file, and the base had no contract there.</exception>
    public static async Task<IReadOnlyList<LintInput>> ExpandAsync(IReadOnlyList<string> arguments, GitRevision? revision, CancellationToken stop)
    {
        if (revision is null)
            return await LintInputs.ExpandAsync(arguments, stop);
        List<LintInput> inputs = [];
        foreach (string argument in arguments)
        {
            try
            {
                IReadOnlyList<LintInput> named = await LintInputs.ExpandAsync([argument], stop);
                bool isGone = named is [DiskInput { IsFound: false } file] && !Path.Exists(file.File) && await WasThereAsync(argument, revision, stop);
                inputs.AddRange(isGone ? [] : named);
            }
            catch (CommandRefusal)
            {
                if (!await WasThereAsync(argument, revision, stop))
                    throw;
            }
        }

        return [.. inputs.DistinctBy(input => input is DiskInput file ? Path.GetFullPath(file.File) : input.Name)];
    }

    private static async Task<bool> WasThereAsync(string argument, GitRevision revision, CancellationToken stop) =>
        (await RemovedContract.FindAsync([argument], revision, stop)).Count > 0;
}
