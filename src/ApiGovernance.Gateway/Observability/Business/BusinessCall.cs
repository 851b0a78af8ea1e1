namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>What was read of a call that is counted, while its bodies were there.</summary>
/// <param name="Channel">One of the catalog's, or the word for none.</param>
/// <param name="Digest">Of the id; null where there is none, or none is wanted.</param>
internal sealed record BusinessCall(string Channel, string? Digest);
