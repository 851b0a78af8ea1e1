namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>How one back end kept to the contract of one API, as far as answers were looked at. Where none was, there is no such entry.</summary>
/// <param name="Checked">Answers that were held against the contract.</param>
/// <param name="Broken">Of these, the ones that broke it.</param>
/// <param name="Score">The share that kept it: 1 is all, 0 none.</param>
public sealed record BackendConformance(string Backend, string Api, long Checked, long Broken, double Score, DateTimeOffset LastAnswer);
