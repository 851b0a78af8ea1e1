namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>Why a call was not let through to a back end.</summary>
/// <param name="Policy">What refused, for programs.</param>
/// <param name="Reason">The end of a sentence that begins with the back end's name.</param>
/// <param name="Wait">Microseconds after which it is worth trying again.</param>
internal sealed record Refusal(string Policy, string Reason, long Wait);
