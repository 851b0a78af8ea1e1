using ApiGovernance.Fuzzing.Targets;

namespace ApiGovernance.Fuzzing;

/// <summary>Something that reads what strangers send. Any exception out of it is a defect.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="About">What holds for every input.</param>
/// <param name="Run">Throws <see cref="FuzzFailure"/> where that does not hold.</param>
/// <param name="Seeds">Inputs to start from; files may be added.</param>
internal sealed record FuzzTarget(string Name, string About, Action<byte[]> Run, IReadOnlyList<string> Seeds)
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("scanner", "strict JSON is accepted exactly where System.Text.Json and a look at its strings accept it, whole and in pieces", ScannerTarget.Run, FuzzSeeds.Json),
        new("documents", "every text is read or refused with a place; what is read is written as JSON that reads the same", DocumentTarget.Run, FuzzSeeds.Documents),
        new("contracts", "every text gives a contract or a reason, twice the same", ContractTarget.Run, FuzzSeeds.Contracts),
        new("schemas", "a schema compiles or says why not; both engines and the explaining run agree about the instance", SchemaTarget.Run, FuzzSeeds.Schemas),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}

/// <summary>What must hold for every input did not.</summary>
internal sealed class FuzzFailure(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
            throw new FuzzFailure(message);
    }
}
