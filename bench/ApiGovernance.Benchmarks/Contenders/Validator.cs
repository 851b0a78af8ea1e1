using ApiGovernance.Benchmarks.Bodies;

namespace ApiGovernance.Benchmarks.Contenders;

/// <summary>A library that says whether bytes satisfy a schema; parsing the bytes is part of the work, as it is in a gateway.</summary>
/// <param name="Name">The name in the tables.</param>
/// <param name="Prepare">Reads the schema once; the result judges a body.</param>
internal sealed record Validator(string Name, Func<BodySet, Func<byte[], bool>> Prepare)
{
    /// <summary>Validations one process may run at most; null for no limit.</summary>
    public int? Quota { get; init; }
}
