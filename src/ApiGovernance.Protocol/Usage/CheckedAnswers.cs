namespace ApiGovernance.Protocol.Usage;

/// <summary>Answers of one back end to calls of one API that were held against the contract.</summary>
/// <param name="Checked">Answers that were looked at; those that nobody could look at are not among them.</param>
/// <param name="Broken">Of these, the ones that broke the contract.</param>
public sealed record CheckedAnswers(string Backend, string Api, long Checked, long Broken, DateTimeOffset LastAnswer);
