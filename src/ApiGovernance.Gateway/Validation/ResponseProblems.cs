using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Validation;

/// <summary>What a client is told of an answer that breaks the contract: the places and whose they are, never what stood there.</summary>
internal static class ResponseProblems
{
    public static ProblemError Status(int status, ResponsePlans plans) =>
        new($"The contract has no answer with status {status}, only {plans.Statuses}.") { Keyword = "responses" };

    public static Problem Of(Exchange exchange, IEnumerable<ProblemError> errors)
    {
        BackendModel backend = exchange.Version!.Backend;
        ProblemError[] all = [.. errors];
        string places = all.Length == 1 ? "one place" : $"{all.Length} places";
        List<KeyValuePair<string, object>> members = [Problem.Member("errors", all), Problem.Member("backend", backend.Name)];
        if (backend.Owner is { } owner)
            members.Add(Problem.Member("backendOwner", owner.Contact.Length == 0 ? owner.Team : $"{owner.Team} ({owner.Contact})"));
        IHeaderDictionary headers = exchange.Context.Response.Headers;
        return BackendProblems.OfAnswer(exchange, new Problem(ProblemTypes.BackendAnswerInvalid, $"The answer of '{backend.Name}' breaks the contract in {places}.")
        {
            Members = members,
            // When to come back is told whatever else was wrong.
            Headers = headers.RetryAfter.Count == 1 ? [Problem.Header("Retry-After", headers.RetryAfter.ToString())] : [],
        });
    }

    /// <param name="exchange">The call.</param>
    /// <param name="problem">What would be said of a request with such a body.</param>
    public static Problem Of(Exchange exchange, Problem problem) => Of(
        exchange,
        problem.Members.Select(member => member.Value).OfType<IEnumerable<ProblemError>>().FirstOrDefault() ?? [new ProblemError(problem.Detail) { Pointer = "" }]);
}
