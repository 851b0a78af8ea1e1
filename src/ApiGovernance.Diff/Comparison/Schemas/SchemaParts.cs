using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>`anyOf`, or `oneOf` of at least two branches.</summary>
/// <param name="Scope">The kinds of values that it is about; all others pass.</param>
/// <param name="Names">By value of the discriminator's property; null without one.</param>
internal sealed record Alternatives(
    bool IsOneOf, IReadOnlyList<SchemaTerm> Branches, Kinds Scope, string? Discriminator, IReadOnlyDictionary<string, SchemaTerm>? Names, ResolvedNode Place)
{
    /// <summary>Values of the discriminator that a sender uses: where a branch has one by the mapping, its own name is not used beside it.</summary>
    public IReadOnlySet<string> SentNames { get; init; } = new HashSet<string>();

    /// <summary>The discriminator of a schema that others build upon by `allOf`: they are the branches, and do not ask again.</summary>
    public bool IsBase { get; init; }

    public string Keyword => IsOneOf ? "oneOf" : "anyOf";
}

internal sealed record Condition(SchemaTerm If, SchemaTerm? Then, SchemaTerm? Else, ResolvedNode Place);

/// <param name="Digest">Other digests are other meanings.</param>
/// <param name="Place">The schema that has the keyword.</param>
/// <param name="IsWhole">Equal digests are equal meanings; else only at schemas that are the same to the letter.</param>
internal sealed record Opaque(string Keyword, string Digest, ResolvedNode Place, bool IsWhole);
