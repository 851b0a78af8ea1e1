using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;

namespace ApiGovernance.Cli.Check;

/// <summary>What a run came to.</summary>
/// <param name="Unchanged">The contracts that the base has as they are.</param>
/// <param name="Notes">What must be known beside the verdicts.</param>
internal sealed record CheckResult(IReadOnlyList<CheckedContract> Contracts, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Notes)
{
    public bool IsNotChecked => Contracts.Any(contract => contract.IsNotChecked);

    public bool Passes => Contracts.All(contract => contract.Passes);
}

/// <summary>Judges every document of a run; the results are in the order of the arguments, whichever was done first.</summary>
internal sealed class CheckRun(CheckSettings settings, DateTimeOffset now)
{
    /// <param name="guard">Looks at the documents before any is read.</param>
    /// <exception cref="CommandRefusal">Nothing can be judged.</exception>
    public async Task<CheckResult> RunAsync(Action<IReadOnlyList<LintInput>> guard, CancellationToken stop)
    {
        List<string> notes = [];
        using GitRevision? revision = settings.Base is { } named ? await OpenAsync(named, notes, stop) : null;
        IReadOnlyList<LintInput> inputs = await CheckInputs.ExpandAsync(settings.Contracts, revision, stop);
        guard(inputs);
        if (inputs.Count != 1 && (settings.Against is not null || settings.Api is not null))
            throw new CommandRefusal(ExitCodes.Usage, $"{inputs.Count} documents cannot all be {settings.Against ?? $"{settings.Api!.Value.Api}/{settings.Api.Value.Version}"}.", "Give one contract, or compare each with its own: --base REVISION or --against catalog:.");
        IReadOnlyList<RemovedContract> gone = revision is null ? [] : await RemovedContract.FindAsync(settings.Contracts, revision, stop);
        Dictionary<string, RemovedContract> moved = gone.Where(contract => contract.Title is not null)
            .GroupBy(contract => contract.Title!, StringComparer.Ordinal).Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);
        LocalGate gate = new(new Lazy<PolicySet>(() => PolicyFolder.Load(settings.Policies)), now, settings.CatalogFolder, new Lazy<IReadOnlyList<OtherContract>>(() => OtherContract.Given(inputs)));
        ContractCheck check = new(settings, gate, new CatalogGate(settings.Catalog), revision, moved);
        ContractOutcome[] outcomes = await InParallelAsync(inputs, check.RunAsync, stop);
        HashSet<string> elsewhere = [.. outcomes.Select(outcome => outcome.MovedFrom).OfType<string>()];
        CheckedContract[] removed = [.. gone.Where(contract => !elsewhere.Contains(contract.File)).Select(contract => contract.Judge(gate, settings.Base!, settings.Stage))];
        notes.AddRange(outcomes.Select(outcome => outcome.Note).OfType<string>());
        string[] unchanged = [.. outcomes.Zip(inputs).Where(pair => pair.First.IsUnchanged).Select(pair => pair.Second.Name)];
        if (removed.Length == 0 && outcomes.All(outcome => outcome.IsOther))
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"None of the {inputs.Count} files is an OpenAPI contract, so nothing was checked.", "Give OpenAPI documents, or a folder or pattern that has some.");
        }

        if (unchanged is [_])
            notes.Add($"1 contract is as {settings.Base} has it and was not judged again.");
        else if (unchanged.Length > 1)
            notes.Add($"{unchanged.Length} contracts are as {settings.Base} has them and were not judged again.");
        notes.AddRange(gate.NotCompared);
        CheckedContract[] judged = [.. outcomes.Select(outcome => outcome.Checked).OfType<CheckedContract>(), .. removed];
        return new CheckResult(judged, unchanged, notes);
    }

    private static async Task<GitRevision> OpenAsync(string named, List<string> notes, CancellationToken stop)
    {
        (GitRevision revision, string? note) = await GitRevision.OpenForkOfAsync(named, "--base", stop);
        if (note is not null)
            notes.Add(note);
        return revision;
    }

    private static async Task<ContractOutcome[]> InParallelAsync(
        IReadOnlyList<LintInput> inputs, Func<LintInput, CancellationToken, Task<ContractOutcome>> check, CancellationToken stop)
    {
        // The usual run has one document, and starting the machinery for many takes longer than judging it.
        if (inputs.Count == 1)
            return [await check(inputs[0], stop)];
        ContractOutcome[] outcomes = new ContractOutcome[inputs.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, inputs.Count), options, async (i, cancel) => outcomes[i] = await check(inputs[i], cancel));
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<CommandRefusal>().FirstOrDefault() is { } refusal)
        {
            throw refusal;
        }

        return outcomes;
    }
}
