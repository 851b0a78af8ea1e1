using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Lint;

/// <summary>Lints many documents at a time; the results are in the order of the inputs, whichever was done first.</summary>
internal static class LintRun
{
    public static async Task<IReadOnlyList<LintedDocument>> RunAsync(IReadOnlyList<LintInput> inputs, DocumentLint lint, CancellationToken stop)
    {
        // The usual run has one document, and starting the machinery for many takes longer than linting it.
        if (inputs.Count == 1)
            return [await lint.RunAsync(inputs[0], stop)];
        LintedDocument[] documents = new LintedDocument[inputs.Count];
        using LintProgress progress = new(inputs.Count, TimeProvider.System);
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, inputs.Count), options, async (i, cancel) =>
            {
                documents[i] = await lint.RunAsync(inputs[i], cancel);
                progress.Done(inputs[i].Name);
            });
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<CommandRefusal>().FirstOrDefault() is { } refusal)
        {
            throw refusal;
        }

        return documents;
    }
}
